package io.sluice.catalog.account;

import io.sluice.access.Caller;
import io.sluice.access.CallerKind;
import io.sluice.access.CurrentCaller;
import io.sluice.catalog.account.Accounts.Issued;
import io.sluice.catalog.account.model.Account;
import io.sluice.catalog.account.model.NewAccount;
import io.sluice.catalog.request.CatalogProblem;
import io.sluice.catalog.request.Cursor;
import io.sluice.catalog.request.Page;
import io.sluice.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the routes of API tokens and of service accounts have in common. */
@ApplicationScoped
class AccountRequests {

  private final Accounts accounts;
  private final CurrentCaller caller;

  @Inject
  AccountRequests(Accounts accounts, CurrentCaller caller) {
    this.accounts = accounts;
    this.caller = caller;
  }

  Response issue(NewAccount wanted) {
    Issued issued =
        accounts
            .issue(manager().subject(), wanted)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CatalogProblem.NAME_TAKEN, wanted.name() + " is in use; revoke it first"));
    return Response.status(Response.Status.CREATED)
        .entity(AccountView.WithToken.of(issued))
        .header("Cache-Control", "no-store")
        .build();
  }

  Page<AccountView> list(CallerKind kind, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    long before = Cursor.readNumber(cursor).orElse(Long.MAX_VALUE);
    List<Account> found = accounts.list(kind, before, size + 1);
    return Page.of(found, size, AccountView::of, account -> List.of(Long.toString(account.id())));
  }

  Response revoke(CallerKind kind, String id) {
    boolean known =
        id.matches("[0-9]{1,18}") && accounts.revoke(manager().subject(), kind, Long.parseLong(id));
    if (!known) {
      throw new ProblemException(CatalogProblem.UNKNOWN_ACCOUNT, "there is none with this id");
    }
    return Response.noContent().build();
  }

  /** A token confined to datasets must not make itself one that is not. */
  private Caller manager() {
    Caller manager = caller.get();
    if (manager.datasets().isPresent()) {
      throw new ProblemException(
          CatalogProblem.OUT_OF_SCOPE, "A token that is confined to datasets manages no accounts");
    }
    return manager;
  }
}
