package io.sluice.quality.testing;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.quality.engine.DatabaseAddress;
import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.InlineValues;
import io.sluice.quality.engine.Secret;
import io.sluice.quality.engine.TableSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away PostgreSQL, one server for all tests of a JVM, with a role that may only read.
 * {@link #load} makes a table of inline rows.
 */
public final class PostgresTables {

  /** The role that rules are judged as. */
  public static final String READER = "quality_reader";

  private static final String PASSWORD = "for tests";
  private static final String SUPERUSER = "postgres";
  private static final String SCHEMA = "data";

  private static @Nullable PostgresTables shared;

  private final EmbeddedPostgres server;
  private final Connection owner;
  private int tables;

  private PostgresTables() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "40")
            .setServerConfig("shared_buffers", "32MB")
            .setLocaleConfig("locale", "C.UTF-8")
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    owner = DriverManager.getConnection(server.getJdbcUrl(SUPERUSER, "postgres"));
    execute("CREATE ROLE " + READER + " LOGIN NOSUPERUSER PASSWORD '" + PASSWORD + "'");
    execute("CREATE SCHEMA " + SCHEMA);
    execute("GRANT USAGE ON SCHEMA " + SCHEMA + " TO " + READER);
    execute("ALTER ROLE " + READER + " SET search_path = " + SCHEMA);
  }

  /** The one of this JVM, started at the first call. */
  public static synchronized PostgresTables shared() {
    PostgresTables running = shared;
    if (running == null) {
      try {
        running = new PostgresTables();
      } catch (IOException | SQLException failure) {
        throw new IllegalStateException("PostgreSQL for tests did not start", failure);
      }
      shared = running;
    }
    return running;
  }

  private void stop() {
    try {
      server.close();
    } catch (IOException | RuntimeException ignored) {
      // The JVM is ending; the operating system does the rest.
    }
  }

  /** How the reader connects. */
  public DatabaseConnection reader() {
    return as(READER, PASSWORD);
  }

  /** How the superuser connects. */
  public DatabaseConnection superuser() {
    return as(SUPERUSER, "postgres");
  }

  /** How a role connects. */
  public DatabaseConnection as(String role, String password) {
    return new DatabaseConnection(
        DatabaseAddress.parse("jdbc:postgresql://localhost:" + server.getPort() + "/postgres"),
        role,
        new Secret(password));
  }

  /** Runs a statement as the superuser. */
  public synchronized void execute(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row of a query, as the superuser sees it. */
  public synchronized String single(String sql) throws SQLException {
    try (Statement statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getObject(1));
    }
  }

  /**
   * A new table with those rows, which the reader may read.
   *
   * @throws io.sluice.quality.engine.EvaluationException if a value is not of its column's type
   */
  public synchronized TableSource load(InlineSource source) {
    List<List<@Nullable Object>> rows = InlineValues.typed(source);
    String table = SCHEMA + ".t" + ++tables;
    StringBuilder create = new StringBuilder("CREATE UNLOGGED TABLE " + table + " (");
    StringBuilder insert = new StringBuilder("INSERT INTO " + table + " VALUES (");
    for (int i = 0; i < source.columns().size(); i++) {
      Column column = source.columns().get(i);
      String type = type(LogicalType.parse(column.type()), rows, i);
      String name = '"' + column.name().replace("\"", "\"\"") + '"';
      create.append(i == 0 ? "" : ", ").append(name).append(' ').append(type);
      insert.append(i == 0 ? "" : ", ").append(value(type));
    }
    try {
      execute(create + ")");
      execute("GRANT SELECT ON " + table + " TO " + READER);
      insert(insert + ")", rows);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return TableSource.table(reader(), table);
  }

  private void insert(String sql, List<List<@Nullable Object>> rows) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(sql)) {
      for (List<@Nullable Object> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          Object value = row.get(i);
          statement.setString(i + 1, value == null ? null : InlineValues.text(value));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String value(String type) {
    return type.equals("bytea") ? "decode(?, 'base64')" : "CAST(? AS " + type + ")";
  }

  private static String type(LogicalType type, List<List<@Nullable Object>> rows, int column) {
    return switch (type.kind()) {
      case STRING -> "text";
      case BINARY -> "bytea";
      case JSON, LIST, STRUCT -> "json";
      // Integers of inline rows have up to 38 digits.
      case INTEGER ->
          rows.stream().allMatch(row -> isLong(row.get(column))) ? "int8" : "numeric(38,0)";
      case DECIMAL -> "numeric(" + type.precision() + "," + type.scale() + ")";
      case DOUBLE -> "float8";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMPTZ -> "timestamptz";
    };
  }

  private static boolean isLong(@Nullable Object value) {
    return !(value instanceof BigDecimal number) || number.toBigInteger().bitLength() < 64;
  }
}
