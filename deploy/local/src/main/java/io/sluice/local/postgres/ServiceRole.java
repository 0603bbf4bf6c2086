package io.sluice.local.postgres;

import java.util.List;

/** The names of the roles, schemas and databases. */
public final class ServiceRole {

  /** Each of these roles owns the schema of its own name and sees no other. */
  public static final List<String> SERVICES = List.of("catalog", "quality", "lineage");

  /** Loads the warehouse; not a superuser, and not welcome in the services' database. */
  public static final String WAREHOUSE_LOADER = "warehouse_loader";

  /** The secret that keeps the loader's password. */
  public static final String WAREHOUSE_SECRET = "warehouse";

  /** The services' database. */
  public static final String SLUICE_DATABASE = "sluice";

  /** The warehouse's database. */
  public static final String WAREHOUSE_DATABASE = "warehouse";

  /** The superuser of our own server. */
  public static final String SUPERUSER = "postgres";

  private ServiceRole() {}
}
