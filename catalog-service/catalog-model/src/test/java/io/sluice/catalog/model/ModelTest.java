package io.sluice.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.model.LogicalType.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          decimal            | decimal(38,9)
          DECIMAL( 10 , 2 )  | decimal(10,2)
          decimal(5)         | decimal(5,0)
          Integer            | integer
          ' timestamptz '    | timestamptz
          """)
  void readsTypesInAnySpelling(String text, String type) {
    assertThat(LogicalType.parse(text)).hasToString(type);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readsTheTypesItWrites(Kind kind) {
    LogicalType type =
        kind == Kind.DECIMAL ? new LogicalType(kind, 12, 3) : new LogicalType(kind, 0, 0);
    assertThat(LogicalType.parse(type.toString())).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "int", "decimal(0)", "decimal(39)", "decimal(2,3)", "decimal(,)"})
  void refusesTextThatIsNoType(String text) {
    assertThatThrownBy(() -> LogicalType.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\0b"})
  void refusesNamesThatNameNothing(String name) {
    assertThatThrownBy(() -> new DatasetId("file", name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatasetId(name, "sales"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void boundsNames() {
    String longest = "x".repeat(DatasetId.MAX_LENGTH);
    assertThat(new DatasetId("file", longest).name()).isEqualTo(longest);
    assertThatThrownBy(() -> new DatasetId("file", longest + "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ordersDatasetsByNamespaceAndName() {
    assertThat(new DatasetId("a", "z")).isLessThan(new DatasetId("b", "a"));
    assertThat(new DatasetId("a", "a")).isLessThan(new DatasetId("a", "b"));
  }

  @Test
  void refusesColumnNamedTwice() {
    Column column = new Column("id", "integer", false, null);
    assertThatThrownBy(() -> new Schema(List.of(column, column)))
        .hasMessage("column 'id' occurs twice");
  }

  @Test
  void findsColumnsByTheirExactName() {
    Schema schema = new Schema(List.of(new Column("id", "integer", false, null)));
    assertThat(schema.column("id")).isPresent();
    assertThat(schema.column("ID")).isEmpty();
  }
}
