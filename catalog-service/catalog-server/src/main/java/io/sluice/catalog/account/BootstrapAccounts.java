package io.sluice.catalog.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher writes into the bootstrap file: the accounts that must exist before any other
 * can be made.
 *
 * @param adminTokenSha256 the local administrator's token, hashed
 * @param services the platform's own processes
 */
record BootstrapAccounts(
    @Nullable String adminTokenSha256, @Nullable List<ServiceAccount> services) {

  static final BootstrapAccounts NONE = new BootstrapAccounts(null, null);

  private static final String SHA256 = "[0-9a-f]{64}";

  /** One of the platform's own processes. */
  record ServiceAccount(String name, String tokenSha256) {
    ServiceAccount {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") || !tokenSha256.matches(SHA256)) {
        throw new IllegalArgumentException("a service needs a name and tokenSha256");
      }
    }
  }

  BootstrapAccounts {
    if (adminTokenSha256 != null && !adminTokenSha256.matches(SHA256)) {
      throw new IllegalArgumentException("adminTokenSha256 takes 64 small hexadecimal digits");
    }
    services = services == null ? List.of() : List.copyOf(services);
  }

  @Override
  public List<ServiceAccount> services() {
    return services == null ? List.of() : services;
  }
}
