package io.sluice.quality.sdk.command;

import io.sluice.quality.check.Connections;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.check.SourceResolver;
import io.sluice.quality.engine.DatabaseAddress;
import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.Secret;
import io.sluice.quality.engine.Source;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.rule.TableSpec;
import io.sluice.quality.sdk.check.ConnectionsFile;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which table of a database is judged. A password is never an argument. */
final class DatabaseOptions {

  private static final String PASSWORD = "SLUICE_DB_PASSWORD";
  private static final String URL_START = "jdbc:";
  private static final long LONGEST_PASSWORD = 4096;

  @Option(
      names = "--connection",
      paramLabel = "URL|NAME",
      description = {
        "The database: jdbc:postgresql://host:port/database, or a name in --connections.",
        "Its password is taken from SLUICE_DB_PASSWORD or --password-file."
      })
  private @Nullable String connection;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table to judge: name or schema.name.")
  private @Nullable String table;

  @Option(
      names = "--query",
      paramLabel = "SELECT",
      description = "Judge what this gives; $${batch} stands for the batch as a text.")
  private @Nullable String query;

  @Option(names = "--user", paramLabel = "ROLE", description = "The role to be in the database.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the role's password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--connections",
      paramLabel = "FILE",
      description = {
        "A YAML file of connections by name, for sources of type table:",
        "warehouse: {url: …, user: …, password: {env: NAME}} or {file: PATH}"
      })
  private @Nullable Path connections;

  /**
   * The table to judge: the command line's, or the rule set's own; empty if neither names one.
   *
   * @param own the rule set's source
   * @param batch the batch, if one is given
   * @throws CommandFailure if it cannot be used as named
   */
  Optional<Source> source(@Nullable SourceSpec own, @Nullable String batch, Terminal terminal) {
    SourceSpec spec = spec(own);
    if (spec == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SourceResolver(List.of(), name -> find(name, terminal)).source(spec, batch));
    } catch (SourceRefusedException refused) {
      String hint =
          refused.code() == Code.BATCH_MISSING
              ? "--batch says which, for example --batch 2026-03-01"
              : null;
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(refused.getMessage()), hint);
    }
  }

  /** Files and a table together would be two sources. */
  void requireNoTable() {
    if (table != null || query != null) {
      throw new CommandFailure(
          ExitCode.USAGE, "either files or a table of a --connection, not both", null);
    }
  }

  private @Nullable SourceSpec spec(@Nullable SourceSpec own) {
    TableSpec ownTable = own == null ? null : own.table();
    if (table == null && query == null) {
      return ownTable == null ? null : own;
    }
    if (table != null && query != null) {
      throw new CommandFailure(ExitCode.USAGE, "either --table or --query, not both", null);
    }
    String name = connection == null && ownTable != null ? ownTable.connection() : connection;
    if (name == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--table and --query need a --connection",
          "--connection jdbc:postgresql://localhost:5432/shop --user reader");
    }
    return SourceSpec.table(new TableSpec(name, table, query));
  }

  /** A URL on the command line stands for whatever name the rule set uses. */
  private DatabaseConnection find(String name, Terminal terminal) {
    String asked = connection == null ? name : connection;
    if (asked.startsWith(URL_START)) {
      return new DatabaseConnection(address(asked), requiredUser(), password(terminal));
    }
    Path file = connections;
    Connections known = file == null ? Connections.none() : load(file, terminal);
    return known.find(asked);
  }

  private static Connections load(Path file, Terminal terminal) {
    try {
      return ConnectionsFile.read(file, terminal.environment());
    } catch (ConnectionsFile.NotUsable unusable) {
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(unusable.getMessage()), null);
    }
  }

  private static DatabaseAddress address(String url) {
    try {
      return DatabaseAddress.parse(url);
    } catch (IllegalArgumentException invalid) {
      throw new CommandFailure(
          ExitCode.USAGE, "--connection: " + invalid.getMessage(), "the user goes to --user");
    }
  }

  private String requiredUser() {
    String role = user;
    if (role == null || role.isBlank()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--user is missing: the role to be in the database", null);
    }
    return role;
  }

  private Secret password(Terminal terminal) {
    Path file = passwordFile;
    if (file == null) {
      String value = terminal.environment().get(PASSWORD);
      if (value == null || value.isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "the role's password is missing",
            "set " + PASSWORD + ", or name a file with --password-file");
      }
      return new Secret(value);
    }
    try {
      if (Files.size(file) > LONGEST_PASSWORD) {
        throw new CommandFailure(ExitCode.USAGE, file + " is too long for a password", null);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new Secret(text.lines().findFirst().orElse(""));
    } catch (IOException failure) {
      throw new CommandFailure(ExitCode.ERROR, file + " cannot be read", null);
    }
  }
}
