package io.sluice.lineage.history;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tags that were made. */
@Singleton
public class TagStore {

  private final DataSource database;

  TagStore(DataSource database) {
    this.database = database;
  }

  /**
   * A tag.
   *
   * @param name its name
   * @param description what it means, if somebody said so
   */
  public record TagRow(String name, @Nullable String description) {}

  /** The tags by name. */
  public List<TagRow> list(Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row -> new TagRow(row.getString(1), row.getString(2)),
          "select name, description from tag order by name limit ? offset ?",
          page.limit(),
          page.offset());
    }
  }
}
