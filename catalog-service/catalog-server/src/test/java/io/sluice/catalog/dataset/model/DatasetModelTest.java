package io.sluice.catalog.dataset.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.access.Caller;
import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.Role;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetModelTest {

  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final DatasetId ID = new DatasetId("file", "sales");
  private static final Dataset SALES =
      new Dataset(
          ID,
          "Sales",
          null,
          List.of(new Owner("token:a", Owner.Type.TECHNICAL)),
          new TreeSet<>(Set.of("x")),
          3,
          THEN,
          THEN);

  private static DatasetChange describing(String description) {
    return new DatasetChange(
        Optional.of(description), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Caller caller(Role role, Optional<List<DatasetScope>> scopes) {
    return Caller.of("token:a", CallerKind.TOKEN, Set.of(role), scopes);
  }

  @Test
  void changesNothingIfNothingDiffers() {
    assertThat(describing("Sales").applyTo(SALES, NOW)).isSameAs(SALES);
  }

  @Test
  void keepsWhatAChangeLeavesOutAndNotesTheTime() {
    Dataset after = describing("New").applyTo(SALES, NOW);
    assertThat(after)
        .isEqualTo(new Dataset(ID, "New", null, SALES.owners(), SALES.tags(), 3, THEN, NOW));
  }

  @Test
  void takesOwnersInAnyOrderAsEqual() {
    Owner one = new Owner("a", Owner.Type.STEWARD);
    Owner two = new Owner("b", Owner.Type.BUSINESS);
    Dataset owned = DatasetChange.ofOwners(List.of(two, one, two)).applyTo(SALES, NOW);
    assertThat(DatasetChange.ofOwners(List.of(one, two)).applyTo(owned, NOW)).isSameAs(owned);
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN,sales,ALLOWED",
    "STEWARD,sales,ALLOWED",
    "OWNER,sales,ALLOWED",
    "OWNER,other,NOT_OWNED",
    "RUNNER,sales,FORBIDDEN",
    "SERVICE,sales,FORBIDDEN"
  })
  void saysWhoMayEdit(Role role, String name, DatasetRights expected) {
    Dataset dataset =
        name.equals("sales")
            ? SALES
            : new Dataset(
                new DatasetId("file", name), null, null, List.of(), new TreeSet<>(), 0, THEN, THEN);
    assertThat(DatasetRights.toEdit(caller(role, Optional.empty()), dataset)).isEqualTo(expected);
  }

  @Test
  void putsScopeBeforeEverythingElse() {
    Caller confined = caller(Role.ADMIN, Optional.of(List.of(new DatasetScope("file", "other/*"))));
    assertThat(DatasetRights.toEdit(confined, SALES)).isEqualTo(DatasetRights.OUT_OF_SCOPE);
    assertThat(DatasetRights.toRegister(confined, ID)).isEqualTo(DatasetRights.OUT_OF_SCOPE);
  }

  @Test
  void takesAFileOrATableAsLocationAndNoMixture() {
    assertThat(new Location("file", "a.csv", "csv", null, null, null).path()).isEqualTo("a.csv");
    assertThat(new Location("table", null, null, "dwh", "t", null).table()).isEqualTo("t");
    assertThatThrownBy(() -> new Location("file", "a", null, "dwh", null, null))
        .hasMessage("location of this type takes no connection");
    assertThatThrownBy(() -> new Location("table", null, null, "dwh", null, null))
        .hasMessage("location needs table");
  }
}
