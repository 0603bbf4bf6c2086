package io.sluice.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody is to the platform; {@link Permission} says what follows from it. */
public enum Role {
  VIEWER,
  CONSUMER,
  RUNNER,
  OWNER,
  STEWARD,
  APPROVER,
  AUDITOR,
  FINOPS,
  ADMIN,
  /** A process of the platform itself; no person and no API token can hold it. */
  SERVICE;

  /** The role as it is written in requests and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that exact wire name, if there is one. */
  public static Optional<Role> find(String wireName) {
    for (Role role : values()) {
      if (role.wireName().equals(wireName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
