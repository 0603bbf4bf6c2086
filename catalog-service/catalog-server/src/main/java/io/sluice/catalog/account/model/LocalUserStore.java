package io.sluice.catalog.account.model;

import java.time.Instant;
import java.util.Optional;

/** Keeps the local user. */
public interface LocalUserStore {

  /** The user of that name. */
  Optional<LocalUser> find(String name);

  /** Gives the user a new one-time password; the one before is void. */
  void setPassword(String name, String passwordHash, Instant expiresAt);

  /** Uses the password up; false if somebody else was first. */
  boolean usePassword(String name, String passwordHash);
}
