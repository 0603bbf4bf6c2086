package io.sluice.access.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.sluice.access.AuthorityUnavailableException;
import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Introspection;
import io.sluice.access.Introspection.Active;
import io.sluice.access.Permission;
import io.sluice.access.TokenAuthority;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns a good token into an identity whose roles are the caller's permissions. */
@Singleton
public class BearerIdentityProvider implements IdentityProvider<BearerTokenRequest> {

  private static final Logger LOG = Logger.getLogger(BearerIdentityProvider.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  private final TokenAuthority authority;

  @Inject
  BearerIdentityProvider(TokenAuthority authority) {
    this.authority = authority;
  }

  @Override
  public Class<BearerTokenRequest> getRequestType() {
    return BearerTokenRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      BearerTokenRequest request, AuthenticationRequestContext context) {
    // The usual case, an answer at hand, stays on the event loop; a question goes to a worker.
    Optional<Introspection> known = authority.atHand(request.token());
    if (known.isPresent()) {
      Introspection answer = known.get();
      return Uni.createFrom().item(() -> identity(answer));
    }
    return context.runBlocking(() -> identity(ask(request)));
  }

  private Introspection ask(BearerTokenRequest request) {
    try {
      return authority.introspect(request.token());
    } catch (AuthorityUnavailableException unavailable) {
      LOG.warnf("%s: nobody can say whose it is: %s", request.token(), unavailable.getMessage());
      throw new ProblemException(
              CommonProblem.UNAVAILABLE, "Whose the token is cannot be found out at the moment.")
          .retryAfterSeconds(RETRY_AFTER_SECONDS);
    }
  }

  private static SecurityIdentity identity(Introspection answer) {
    if (answer instanceof Active active) {
      Caller caller = active.caller();
      QuarkusSecurityIdentity.Builder identity =
          QuarkusSecurityIdentity.builder()
              .setPrincipal(new QuarkusPrincipal(caller.subject()))
              .addAttribute(CurrentCaller.ATTRIBUTE, caller);
      caller.permissions().stream().map(Permission::wireName).forEach(identity::addRole);
      return identity.build();
    }
    throw new AuthenticationFailedException("the token is not known");
  }
}
