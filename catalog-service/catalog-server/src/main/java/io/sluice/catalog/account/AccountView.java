package io.sluice.catalog.account;

import io.sluice.access.DatasetScope;
import io.sluice.access.Role;
import io.sluice.catalog.account.model.Account;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account as it is answered, without its token. */
record AccountView(
    String id,
    String name,
    String subject,
    List<String> roles,
    @Nullable List<DatasetScope> datasets,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  /** The one answer that shows the token. */
  record WithToken(
      String id,
      String token,
      String name,
      String subject,
      List<String> roles,
      @Nullable List<DatasetScope> datasets,
      Instant createdAt,
      String createdBy,
      @Nullable Instant expiresAt) {

    static WithToken of(Accounts.Issued issued) {
      AccountView view = AccountView.of(issued.account());
      return new WithToken(
          view.id,
          issued.token().text(),
          view.name,
          view.subject,
          view.roles,
          view.datasets,
          view.createdAt,
          view.createdBy,
          view.expiresAt);
    }
  }

  static AccountView of(Account account) {
    return new AccountView(
        Long.toString(account.id()),
        account.name(),
        account.subject(),
        account.roles().stream().map(Role::wireName).sorted().toList(),
        account.datasets().orElse(null),
        account.createdAt(),
        account.createdBy(),
        account.expiresAt().orElse(null),
        account.revokedAt().orElse(null));
  }
}
