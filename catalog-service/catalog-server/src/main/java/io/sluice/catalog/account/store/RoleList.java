package io.sluice.catalog.account.store;

import io.sluice.access.Role;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles in one column: their wire names with commas between. */
final class RoleList {

  private RoleList() {}

  static String write(Set<Role> roles) {
    return roles.stream().sorted().map(Role::wireName).collect(Collectors.joining(","));
  }

  static Set<Role> read(String text) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : text.split(",", -1)) {
      // A role that a later version wrote gives nothing here.
      Role.find(name).ifPresent(roles::add);
    }
    return roles;
  }
}
