package io.sluice.catalog.dataset;

import io.sluice.access.CurrentCaller;
import io.sluice.catalog.dataset.model.Dataset;
import io.sluice.catalog.dataset.model.DatasetFilter;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.request.Cursor;
import io.sluice.catalog.request.Page;
import io.sluice.catalog.request.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the routes that list datasets have in common. */
@ApplicationScoped
class DatasetLists {

  private static final int MAX_FILTER = 1024;
  private static final int MAX_QUERY = 200;

  private final Datasets datasets;
  private final CurrentCaller caller;

  @Inject
  DatasetLists(Datasets datasets, CurrentCaller caller) {
    this.datasets = datasets;
    this.caller = caller;
  }

  /** Datasets of a namespace, with a tag, with an owner; each may be left out. */
  Page<DatasetView> filtered(
      @Nullable String namespace,
      @Nullable String tag,
      @Nullable String owner,
      @Nullable Integer limit,
      @Nullable String cursor) {
    return page(
        filter("namespace", namespace),
        filter("tag", tag),
        filter("owner", owner),
        Optional.empty(),
        limit,
        cursor);
  }

  /** Datasets that contain a text. */
  Page<DatasetView> containing(
      @Nullable String text, @Nullable Integer limit, @Nullable String cursor) {
    return page(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Text.required("q", text, MAX_QUERY)),
        limit,
        cursor);
  }

  private Page<DatasetView> page(
      Optional<String> namespace,
      Optional<String> tag,
      Optional<String> owner,
      Optional<String> text,
      @Nullable Integer limit,
      @Nullable String cursor) {
    int size = Page.limit(limit);
    Optional<DatasetId> after = Cursor.read(cursor, 2).map(DatasetLists::last);
    List<Dataset> found =
        datasets.list(
            new DatasetFilter(
                namespace, tag, owner, text, caller.get().datasets(), after, size + 1));
    return Page.of(
        found,
        size,
        dataset -> DatasetView.of(dataset, Optional.empty()),
        dataset -> List.of(dataset.id().namespace(), dataset.id().name()));
  }

  private static DatasetId last(List<String> key) {
    try {
      return new DatasetId(key.get(0), key.get(1));
    } catch (IllegalArgumentException notOurs) {
      throw Text.wrong("cursor", "is not one that this list gave");
    }
  }

  private static Optional<String> filter(String place, @Nullable String value) {
    return value == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.required(place, value, MAX_FILTER));
  }
}
