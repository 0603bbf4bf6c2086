package io.sluice.lineage.projection;

import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells one version of a job from another: what it reads, what it writes, and its code. */
final class JobVersions {

  private JobVersions() {}

  static UUID of(Collection<DatasetRole> uses, String code) {
    List<String> parts = new ArrayList<>();
    for (DatasetRole use : new TreeSet<>(uses)) {
      parts.add(use.role().name());
      parts.add(use.dataset().namespace());
      parts.add(use.dataset().name());
    }
    parts.add(code);
    return EntityIds.hash(parts.toArray(String[]::new));
  }

  /** The version that a run shows; only the end of a run tells what it read and wrote. */
  static @Nullable UUID of(RunState run) {
    if (!run.status().terminal()) {
      return null;
    }
    Latest<String> code = run.code();
    return of(run.uses().keySet(), code == null ? "" : code.value());
  }
}
