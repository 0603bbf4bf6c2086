package io.sluice.lineage.projection;

import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.facet.JobDetails;
import io.sluice.lineage.facet.Lifecycle;
import io.sluice.lineage.run.DatasetRole;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which run used which dataset, what job events declare, and what befell datasets as a whole. */
@Singleton
@Priority(60)
class UsesPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("job_use", "job_declaration", "declared_use", "dataset_change");
  }

  @Override
  public Gathering gather() {
    return new Uses();
  }

  /** One DROP, CREATE … of a dataset. */
  private record Change(UUID dataset, Instant at, String digest, Lifecycle.Change change) {}

  private static final class Uses implements Gathering {

    private final Map<RunUseReport.Key, RunUseReport> uses = new LinkedHashMap<>();
    private final Map<Declaration, UUID> declared = new LinkedHashMap<>();
    private final Set<Change> changes = new HashSet<>();

    @Override
    public void add(Observed event) {
      for (Observed.Use use : event.uses()) {
        if (event.run() != null) {
          uses.merge(
              new RunUseReport.Key(new EdgeKey(event.job(), use.id(), use.role()), event.run()),
              RunUseReport.of(event, use),
              RunUseReport::merge);
        }
        Lifecycle.in(use.sent().facets())
            .ifPresent(
                change ->
                    changes.add(new Change(use.id(), event.at(), event.digest(), change.change())));
      }
      if (event.event() instanceof JobEvent job) {
        List<DatasetRole> roles = new ArrayList<>();
        event.uses().forEach(use -> roles.add(new DatasetRole(use.role(), use.sent().id())));
        String code = JobDetails.in(job.jobFacets()).code().orElse("");
        declared.put(Declaration.of(event), JobVersions.of(roles, code));
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      RunUseReport.write(connection, uses);
      writeDeclarations(connection);
      Rows changeRows = new Rows("uuid", "timestamptz", "text", "text");
      changes.forEach(
          change -> changeRows.add(change.dataset, change.at, change.digest, change.change.name()));
      changeRows.insert(connection, "dataset_change", "on conflict do nothing");
    }

    private void writeDeclarations(Connection connection) throws SQLException {
      Rows declarations = new Rows("uuid", "timestamptz", "text", "uuid");
      Rows declaredUses = new Rows("uuid", "timestamptz", "text", "uuid", "text");
      declared.forEach(
          (declaration, version) -> {
            declarations.add(declaration.job(), declaration.at(), declaration.digest(), version);
            for (EdgeKey edge : declaration.uses()) {
              declaredUses.add(
                  declaration.job(),
                  declaration.at(),
                  declaration.digest(),
                  edge.dataset(),
                  edge.role().name());
            }
          });
      declarations.insert(connection, "job_declaration", "on conflict do nothing");
      declaredUses.insert(connection, "declared_use", "on conflict do nothing");
    }
  }
}
