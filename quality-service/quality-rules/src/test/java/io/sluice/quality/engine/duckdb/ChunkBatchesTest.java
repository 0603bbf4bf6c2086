package io.sluice.quality.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.BatchSource;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.engine.sql.StreamFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of chunks: whole and in order, or a failure. */
class ChunkBatchesTest {

  private static final Schema INTEGERS = schema("integer");

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static Schema schema(String type) {
    return new Schema(List.of(new Column("a", type, true, null)));
  }

  private static long rows(BatchSource batches) {
    long rows = 0;
    for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
      rows += batch.size();
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2047, 2048, 2049, 300_000})
  void everyRowComesOnce(long rows) throws Exception {
    String sql = "SELECT i, i FROM range(" + rows + ") t(i)";
    try (BatchSource batches = ChunkBatches.of(connection, sql, INTEGERS)) {
      assertThat(rows(batches)).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aQueryThatFailsOnTheWayNeverLooksWhole(int threads) throws Exception {
    connection.createStatement().execute("SET threads = " + threads);
    // Counting needs no value, so only the reading meets the one that is no number.
    String sql =
        "SELECT i, CAST(CASE WHEN i = 1900000 THEN 'x' ELSE '7' END AS BIGINT)"
            + " FROM range(2000000) t(i)";

    assertThatThrownBy(
            () -> {
              try (BatchSource batches = ChunkBatches.of(connection, sql, INTEGERS)) {
                rows(batches);
              }
            })
        .isInstanceOfAny(StreamFailure.class, SQLException.class);
  }

  @Test
  void aStreamWhoseConnectionIsClosedNeverLooksWhole() throws Exception {
    BatchSource batches =
        ChunkBatches.of(connection, "SELECT i, i FROM range(20000000) t(i)", INTEGERS);
    assertThat(batches.next()).isNotNull();

    connection.close();

    assertThatThrownBy(() -> rows(batches)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void textsComeAsTheyAreWhetherTheFirstRowsHaveThemOrNot() throws Exception {
    // Few texts at first (empty, quoted, not ASCII, none), and later others, long ones too.
    String sql =
        "SELECT i, CASE WHEN i % 7 = 3 THEN NULL WHEN i > 40000 AND i % 5 = 0 THEN repeat('é', 90)"
            + " || i WHEN i % 3 = 0 THEN '' WHEN i % 3 = 1 THEN 'it''s' ELSE '日本 😀' END"
            + " FROM range(60000) t(i)";
    List<String> texts = new ArrayList<>();
    try (BatchSource batches = ChunkBatches.of(connection, sql, schema("string"))) {
      for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
        for (int row = 0; row < batch.size(); row++) {
          assertThat(batch.number(row)).isEqualTo(texts.size());
          texts.add((String) batch.columns().get(0).get(row));
        }
      }
    }

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      String few = i % 3 == 0 ? "" : i % 3 == 1 ? "it's" : "日本 😀";
      expected.add(i % 7 == 3 ? null : i > 40_000 && i % 5 == 0 ? "é".repeat(90) + i : few);
    }
    assertThat(texts).isEqualTo(expected);
  }

  @Test
  void onlyColumnsOfFewTextsAreCoded() throws Exception {
    Schema schema =
        new Schema(
            List.of(
                new Column("few", "string", true, null),
                new Column("number", "integer", true, null),
                new Column("many", "string", true, null),
                new Column("none", "string", true, null)));
    String sql =
        "SELECT i, 'k' || i % 3, i, 'k' || i, CAST(NULL AS VARCHAR) FROM range(30000) t(i)";

    TextCodes codes = TextCodes.of(connection, sql, schema, 30_000);

    assertThat(codes.texts())
        .containsExactly(List.of("k0", "k1", "k2"), List.of(), List.of(), List.of());
    assertThat(TextCodes.of(connection, sql, schema, 100).sql()).isEqualTo(sql);
    Set<Object> seen = new HashSet<>();
    try (BatchSource batches = ChunkBatches.of(connection, sql, schema)) {
      for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
        for (int row = 0; row < batch.size(); row++) {
          seen.add(batch.columns().get(2).get(row));
          assertThat(batch.columns().get(0).get(row)).isEqualTo("k" + batch.number(row) % 3);
          assertThat(batch.columns().get(3).isNull(row)).isTrue();
        }
      }
    }
    assertThat(seen).hasSize(30_000);
  }
}
