package io.sluice.access.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.sluice.access.BearerToken;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemResponses;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code Authorization: Bearer …} and answers 401 where a token is missing or unknown. */
@Singleton
public class BearerMechanism implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";

  private final OpenPaths openPaths;

  @Inject
  BearerMechanism(OpenPaths openPaths) {
    this.openPaths = openPaths;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    // An open path answers everybody alike, with a wrong token too.
    if (header == null || openPaths.isOpen(context.normalizedPath())) {
      return Uni.createFrom().nullItem();
    }
    Optional<BearerToken> token =
        header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? BearerToken.parse(header.substring(SCHEME.length()).strip())
            : Optional.empty();
    if (token.isEmpty()) {
      return Uni.createFrom().failure(new AuthenticationFailedException("not a Sluice token"));
    }
    AuthenticationRequest request = new BearerTokenRequest(token.get());
    return identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                CommonProblem.UNAUTHENTICATED.status(),
                jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE,
                challenge(context.request().getHeader(HttpHeaders.AUTHORIZATION))));
  }

  /** The challenge with a problem as its body, which the framework's own would lack. */
  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    context
        .response()
        .putHeader(jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE, challenge(header));
    String detail =
        header == null
            ? "This path needs a token: send Authorization: Bearer …"
            : "The token is not known: it was never issued, was revoked or has expired.";
    ProblemResponses.send(context, CommonProblem.UNAUTHENTICATED, detail);
    return Uni.createFrom().item(true);
  }

  private static String challenge(@Nullable String header) {
    return header == null ? "Bearer" : "Bearer error=\"invalid_token\"";
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(BearerTokenRequest.class);
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
  }
}
