package io.sluice.lineage.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that go to PostgreSQL in one statement, an array per column. */
public final class Rows {

  private final List<String> types;
  private final List<List<@Nullable Object>> columns = new ArrayList<>();

  /** Rows of columns of these types of PostgreSQL. */
  public Rows(String... types) {
    this.types = List.of(types);
    for (int i = 0; i < types.length; i++) {
      columns.add(new ArrayList<>());
    }
  }

  /** Adds a row, a value per column. */
  public void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i]);
    }
  }

  /** Whether no row was added. */
  public boolean isEmpty() {
    return columns.get(0).isEmpty();
  }

  /** The rows as a FROM item; {@link #bind} fills its parameters. */
  public String unnest() {
    StringBuilder sql = new StringBuilder("unnest(");
    for (int i = 0; i < types.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append("?::").append(types.get(i)).append("[]");
    }
    return sql.append(')').toString();
  }

  /** Fills the parameters of {@link #unnest} from the first on and tells the next. */
  public int bind(PreparedStatement statement, int first) throws SQLException {
    int parameter = first;
    for (List<@Nullable Object> column : columns) {
      // As text: the driver's own way of encoding arrays costs several times as much.
      statement.setObject(parameter++, ArrayText.of(column), Types.OTHER);
    }
    return parameter;
  }

  /** Runs {@code insert into TARGET select * from ROWS TAIL} if there is anything to insert. */
  public void insert(Connection connection, String target, String tail) throws SQLException {
    if (isEmpty()) {
      return;
    }
    String sql = "insert into " + target + " select * from " + unnest() + " " + tail;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, 1);
      statement.executeUpdate();
    }
  }
}
