package io.sluice.local.postgres;

/** How one program reaches its database. */
public record DatabaseAccess(String jdbcUrl, String user, String password) {

  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
