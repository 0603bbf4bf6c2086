package io.sluice.access.http;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.sluice.access.BearerToken;

/** Asks who is behind a token; a mechanism of a server's own (a session cookie) can ask it too. */
public final class BearerTokenRequest extends BaseAuthenticationRequest {

  private final BearerToken token;

  /** For that token. */
  public BearerTokenRequest(BearerToken token) {
    this.token = token;
  }

  /** The token that was sent. */
  public BearerToken token() {
    return token;
  }
}
