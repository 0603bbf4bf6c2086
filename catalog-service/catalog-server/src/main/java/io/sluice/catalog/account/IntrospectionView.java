package io.sluice.catalog.account;

import io.sluice.access.Caller;
import io.sluice.access.DatasetScope;
import io.sluice.access.Introspection;
import io.sluice.access.Introspection.Active;
import io.sluice.access.Introspection.Inactive;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a token is, as it is answered. */
final class IntrospectionView {

  private IntrospectionView() {}

  static Map<String, @Nullable Object> of(Introspection answer) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    if (answer instanceof Active active) {
      view.put("active", true);
      view.putAll(caller(active.caller()));
      view.put("expiresAt", active.expiresAt().map(Instant::toString).orElse(null));
    } else if (answer instanceof Inactive) {
      view.put("active", false);
    }
    return view;
  }

  /** The members that tell who a caller is. */
  static Map<String, @Nullable Object> caller(Caller caller) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("subject", caller.subject());
    view.put("kind", caller.kind().name());
    view.put("roles", caller.roles().stream().sorted().toList());
    Optional<List<DatasetScope>> datasets = caller.datasets();
    view.put("datasets", datasets.orElse(null));
    return view;
  }
}
