package io.sluice.access;

import static io.sluice.access.Role.ADMIN;
import static io.sluice.access.Role.AUDITOR;
import static io.sluice.access.Role.OWNER;
import static io.sluice.access.Role.RUNNER;
import static io.sluice.access.Role.SERVICE;
import static io.sluice.access.Role.STEWARD;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Something a route may ask of its caller, and the one table that says which roles have it. */
public enum Permission {
  /** Read datasets, schemas and owners, and ask who one is oneself. */
  CATALOG_READ(Names.CATALOG_READ, everyRole()),
  /** Register datasets and schema versions. */
  CATALOG_REGISTER(Names.CATALOG_REGISTER, EnumSet.of(RUNNER, OWNER, STEWARD, ADMIN, SERVICE)),
  /** Change owners, description, location and tags; an owner only of what it owns. */
  CATALOG_EDIT(Names.CATALOG_EDIT, EnumSet.of(OWNER, STEWARD, ADMIN)),
  /** Issue and revoke tokens, service accounts and the local user's password. */
  ACCESS_MANAGE(Names.ACCESS_MANAGE, EnumSet.of(ADMIN)),
  /** Ask who a token belongs to, and sign people in. */
  ACCESS_INTROSPECT(Names.ACCESS_INTROSPECT, EnumSet.of(SERVICE)),
  /** Read the audit log and the list of tokens. */
  AUDIT_READ(Names.AUDIT_READ, EnumSet.of(AUDITOR, ADMIN)),
  /** Read rule sets, evaluations, decisions and halts. */
  QUALITY_READ(Names.QUALITY_READ, everyRole()),
  /** Save rule sets; an owner only for what it owns. */
  RULES_EDIT(Names.RULES_EDIT, EnumSet.of(OWNER, STEWARD, ADMIN)),
  /** Ask gates for evaluations and run checks. */
  GATE_ASK(Names.GATE_ASK, EnumSet.of(RUNNER, OWNER, STEWARD, ADMIN)),
  /** End a halt by hand. */
  HALT_RELEASE(Names.HALT_RELEASE, EnumSet.of(STEWARD, ADMIN)),
  /** Register the databases that rules may name. */
  CONNECTIONS_MANAGE(Names.CONNECTIONS_MANAGE, EnumSet.of(STEWARD, ADMIN)),
  /** See failing rows unmasked; an owner only of what it owns. */
  SAMPLES_READ(Names.SAMPLES_READ, EnumSet.of(OWNER, STEWARD, ADMIN)),
  /** Read the graph, runs, jobs and events. */
  LINEAGE_READ(Names.LINEAGE_READ, everyRole()),
  /** Send lineage events. */
  LINEAGE_EMIT(Names.LINEAGE_EMIT, EnumSet.of(RUNNER, STEWARD, ADMIN, SERVICE)),
  /** Read metrics and the description of the API. */
  METRICS_READ(Names.METRICS_READ, everyRole());

  /** The permissions' wire names as constants, for annotations. */
  public static final class Names {
    public static final String CATALOG_READ = "catalog.read";
    public static final String CATALOG_REGISTER = "catalog.register";
    public static final String CATALOG_EDIT = "catalog.edit";
    public static final String ACCESS_MANAGE = "access.manage";
    public static final String ACCESS_INTROSPECT = "access.introspect";
    public static final String AUDIT_READ = "audit.read";
    public static final String QUALITY_READ = "quality.read";
    public static final String RULES_EDIT = "rules.edit";
    public static final String GATE_ASK = "gate.ask";
    public static final String HALT_RELEASE = "halt.release";
    public static final String CONNECTIONS_MANAGE = "connections.manage";
    public static final String SAMPLES_READ = "samples.read";
    public static final String LINEAGE_READ = "lineage.read";
    public static final String LINEAGE_EMIT = "lineage.emit";
    public static final String METRICS_READ = "metrics.read";

    private Names() {}
  }

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // filled once here and never handed out
  private final EnumSet<Role> holders;

  Permission(String wireName, EnumSet<Role> holders) {
    this.wireName = wireName;
    this.holders = holders;
  }

  /** The permission as the contract and annotations write it, for example {@code catalog.read}. */
  public String wireName() {
    return wireName;
  }

  /** Whether that role has the permission. */
  public boolean heldBy(Role role) {
    return holders.contains(role);
  }

  /** Everything that at least one of the roles allows. */
  public static Set<Permission> of(Collection<Role> roles) {
    EnumSet<Permission> granted = EnumSet.noneOf(Permission.class);
    for (Permission permission : values()) {
      if (roles.stream().anyMatch(permission::heldBy)) {
        granted.add(permission);
      }
    }
    return granted;
  }

  private static EnumSet<Role> everyRole() {
    return EnumSet.allOf(Role.class);
  }
}
