package io.sluice.local.command;

import io.sluice.local.client.CatalogAdmin.IssuedToken;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Issued tokens as a table whose columns are as wide as what is in them. */
record TokenTable(Instant now) {

  private static final List<String> HEAD = List.of("ID", "NAME", "ROLES", "STATE", "EXPIRES");

  /** The head and a line for each token. */
  List<String> lines(List<IssuedToken> tokens) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (IssuedToken token : tokens) {
      String expires = token.expiresAt().isEmpty() ? "never" : token.expiresAt();
      rows.add(List.of(token.id(), token.name(), token.roles(), state(token), expires));
    }
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  private String state(IssuedToken token) {
    if (!token.revokedAt().isEmpty()) {
      return "revoked";
    }
    return isOver(token.expiresAt()) ? "expired" : "active";
  }

  private boolean isOver(String expiresAt) {
    try {
      return !expiresAt.isEmpty() && !now.isBefore(Instant.parse(expiresAt));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
