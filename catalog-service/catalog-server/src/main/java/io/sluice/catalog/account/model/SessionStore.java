package io.sluice.catalog.account.model;

import java.time.Instant;
import java.util.Optional;

/** Keeps sessions while they last. */
public interface SessionStore {

  /** Adds a session. */
  void insert(Session session, String tokenSha256);

  /** The session of that token, unless it has ended or expired. */
  Optional<Session> findLiving(String tokenSha256, Instant now);

  /** Ends the session of that token; false if there was none. */
  boolean end(String tokenSha256, Instant now);

  /** Forgets sessions that expired before. */
  void deleteExpired(Instant before);
}
