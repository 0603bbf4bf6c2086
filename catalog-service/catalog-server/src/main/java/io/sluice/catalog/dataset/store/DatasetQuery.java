package io.sluice.catalog.dataset.store;

import io.sluice.access.DatasetScope;
import io.sluice.catalog.dataset.model.DatasetFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A filter as SQL; every value is a parameter. */
final class DatasetQuery {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  DatasetQuery(DatasetFilter filter) {
    filter.namespace().ifPresent(value -> add("d.namespace = :namespace", "namespace", value));
    filter
        .tag()
        .ifPresent(
            value ->
                add(
                    "EXISTS (SELECT FROM dataset_tag t WHERE t.dataset_id = d.id AND t.tag = :tag)",
                    "tag",
                    value));
    filter
        .owner()
        .ifPresent(
            value ->
                add(
                    "EXISTS (SELECT FROM dataset_owner o"
                        + " WHERE o.dataset_id = d.id AND o.name = :owner)",
                    "owner",
                    value));
    filter
        .text()
        .ifPresent(
            value ->
                add(
                    "(d.namespace ILIKE :text OR d.name ILIKE :text OR d.description ILIKE :text"
                        + " OR EXISTS (SELECT FROM dataset_tag t"
                        + " WHERE t.dataset_id = d.id AND t.tag ILIKE :text))",
                    "text",
                    "%" + escaped(value) + "%"));
    filter.scopes().ifPresent(this::addScopes);
    filter
        .after()
        .ifPresent(
            last -> {
              add(
                  "(d.namespace, d.name) > (:afterNamespace, :afterName)",
                  "afterNamespace",
                  last.namespace());
              parameters.put("afterName", last.name());
            });
  }

  String sql() {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return "SELECT d.* FROM dataset d" + where + " ORDER BY d.namespace, d.name";
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private void addScopes(List<DatasetScope> scopes) {
    List<String> alternatives = new ArrayList<>();
    for (DatasetScope scope : scopes) {
      int n = alternatives.size();
      boolean prefix = scope.name().endsWith("*");
      String name = prefix ? scope.name().substring(0, scope.name().length() - 1) : scope.name();
      alternatives.add(
          "(d.namespace = :scopeNamespace"
              + n
              + (prefix ? " AND d.name LIKE :scopeName" : " AND d.name = :scopeName")
              + n
              + ")");
      parameters.put("scopeNamespace" + n, scope.namespace());
      parameters.put("scopeName" + n, prefix ? escaped(name) + "%" : name);
    }
    conditions.add(
        alternatives.isEmpty() ? "FALSE" : "(" + String.join(" OR ", alternatives) + ")");
  }

  private void add(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  /** Makes {@code %} and {@code _} mean themselves; the backslash is LIKE's escape by default. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
