package io.sluice.access.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.sluice.access.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Stands before every path, known and unknown: without a good token only the open paths answer. So
 * a stranger cannot even learn which paths exist.
 */
@Singleton
public class PathGuard implements HttpSecurityPolicy {

  /** Where the framework keeps metrics, the description of the API and health. */
  private static final String OPERATIONS = "/q/";

  private final OpenPaths openPaths;

  @Inject
  PathGuard(OpenPaths openPaths) {
    this.openPaths = openPaths;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    String path = request.normalizedPath();
    if (openPaths.isOpen(path)) {
      return CheckResult.permit();
    }
    return identity.map(known -> new CheckResult(mayPass(path, known)));
  }

  private static boolean mayPass(String path, SecurityIdentity identity) {
    if (identity.isAnonymous()) {
      return false;
    }
    return !path.startsWith(OPERATIONS) || identity.hasRole(Permission.METRICS_READ.wireName());
  }
}
