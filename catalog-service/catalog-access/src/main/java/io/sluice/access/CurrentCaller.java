package io.sluice.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Hands out the caller of the request that is being served. */
@ApplicationScoped
public class CurrentCaller {

  /** The identity's attribute that holds the {@link Caller}. */
  public static final String ATTRIBUTE = "sluice.caller";

  private final SecurityIdentity identity;

  @Inject
  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The caller.
   *
   * @throws UnauthorizedException on an open path, where nobody need be known
   */
  public Caller get() {
    Caller caller = identity.getAttribute(ATTRIBUTE);
    if (caller == null) {
      throw new UnauthorizedException();
    }
    return caller;
  }
}
