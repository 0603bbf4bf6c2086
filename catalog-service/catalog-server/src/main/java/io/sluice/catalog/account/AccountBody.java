package io.sluice.catalog.account;

import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.Role;
import io.sluice.catalog.account.model.NewAccount;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.request.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API token or service account that a client asks for.
 *
 * @param name its name
 * @param roles its roles; a service account has none but {@code service}
 * @param datasets what it is confined to; left out means everything
 * @param expiresIn how long it lives, as an ISO-8601 duration; left out means for ever
 */
record AccountBody(
    @Nullable String name,
    @Nullable List<@Nullable String> roles,
    @Nullable List<@Nullable ScopeBody> datasets,
    @Nullable String expiresIn) {

  private static final int MAX_NAME = 100;
  private static final int MAX_ROLES = 20;
  private static final int MAX_SCOPES = 100;
  private static final Duration MAX_LIFETIME = Duration.ofDays(3650);

  /** A scope as it is sent. */
  record ScopeBody(@Nullable String namespace, @Nullable String name) {}

  NewAccount token() {
    return new NewAccount(CallerKind.TOKEN, checkedName(), tokenRoles(), scopes(), lifetime());
  }

  NewAccount service() {
    if (datasets != null) {
      throw Text.wrong("/datasets", "is for API tokens; a service is confined to nothing");
    }
    if (roles != null && !roles.equals(List.of(Role.SERVICE.wireName()))) {
      throw Text.wrong("/roles", "of a service account are service and nothing else");
    }
    return new NewAccount(
        CallerKind.SERVICE, checkedName(), EnumSet.of(Role.SERVICE), Optional.empty(), lifetime());
  }

  private String checkedName() {
    String checked = Text.required("/name", name, MAX_NAME);
    if (!checked.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw Text.wrong("/name", "takes letters, digits, dot, dash and underscore");
    }
    return checked;
  }

  private Set<Role> tokenRoles() {
    if (roles == null || roles.isEmpty() || roles.size() > MAX_ROLES) {
      throw Text.wrong("/roles", "must name at least one role and at most " + MAX_ROLES);
    }
    Set<Role> read = EnumSet.noneOf(Role.class);
    for (int i = 0; i < roles.size(); i++) {
      String at = "/roles/" + i;
      Role role =
          Role.find(Text.required(at, roles.get(i), MAX_NAME))
              .orElseThrow(() -> Text.wrong(at, "is not a role"));
      if (role == Role.SERVICE) {
        throw Text.wrong(at, "is for service accounts only");
      }
      read.add(role);
    }
    return read;
  }

  private Optional<List<DatasetScope>> scopes() {
    if (datasets == null) {
      return Optional.empty();
    }
    if (datasets.isEmpty() || datasets.size() > MAX_SCOPES) {
      throw Text.wrong("/datasets", "must hold 1 to " + MAX_SCOPES + ", or be left out");
    }
    List<DatasetScope> scopes = new ArrayList<>();
    for (int i = 0; i < datasets.size(); i++) {
      ScopeBody scope = datasets.get(i);
      String at = "/datasets/" + i;
      if (scope == null) {
        throw Text.wrong(at, "must not be null");
      }
      scopes.add(
          new DatasetScope(
              Text.required(at + "/namespace", scope.namespace, DatasetId.MAX_LENGTH),
              Text.required(at + "/name", scope.name, DatasetId.MAX_LENGTH)));
    }
    return Optional.of(scopes);
  }

  private Optional<Duration> lifetime() {
    if (expiresIn == null) {
      return Optional.empty();
    }
    try {
      Duration lifetime = Duration.parse(Text.required("/expiresIn", expiresIn, MAX_NAME));
      if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(MAX_LIFETIME) > 0) {
        throw Text.wrong("/expiresIn", "takes more than nothing and at most P3650D");
      }
      return Optional.of(lifetime);
    } catch (DateTimeException unreadable) {
      throw Text.wrong("/expiresIn", "is not a duration such as P90D or PT8H");
    }
  }
}
