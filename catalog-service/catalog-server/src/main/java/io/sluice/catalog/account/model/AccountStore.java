package io.sluice.catalog.account.model;

import io.sluice.access.CallerKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API tokens and service accounts. */
public interface AccountStore {

  /** Adds the account; empty if a living one of its kind has the name. Its id is given back. */
  Optional<Long> insert(Account account, String tokenSha256);

  /** Ends living accounts of that kind and name whose time is over, so that the name is free. */
  void revokeExpired(CallerKind kind, String name, Instant now);

  /** The account with that token. */
  Optional<Account> findByToken(String tokenSha256);

  /** The account of that kind and number, held against other writers. */
  Optional<Account> lock(CallerKind kind, long id);

  /** Ends it. */
  void revoke(long id, Instant now);

  /** Accounts of a kind before a number, the latest first. */
  List<Account> list(CallerKind kind, long before, int limit);
}
