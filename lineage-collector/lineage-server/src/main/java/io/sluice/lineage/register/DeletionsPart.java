package io.sluice.lineage.register;

import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Brings back what was deleted once an event mentions it that is later in the log. It owns no
 * table: a deletion is a decision and stays one when the projection is built again, and the events
 * before it do not undo it then either.
 */
@Singleton
@Priority(26)
public class DeletionsPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of();
  }

  @Override
  public Gathering gather() {
    return new Mentions();
  }

  private static final class Mentions implements Gathering {

    private final Map<UUID, Long> mentioned = new HashMap<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run) {
        mention(event.job(), run.job().namespace(), event.position());
      } else if (event.event() instanceof JobEvent job) {
        mention(event.job(), job.job().namespace(), event.position());
      }
      event.uses().forEach(use -> mention(use.id(), use.sent().id().namespace(), event.position()));
    }

    private void mention(UUID entity, String namespace, long position) {
      mentioned.merge(entity, position, Math::max);
      mentioned.merge(EntityIds.ofNamespace(namespace), position, Math::max);
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows = new Rows("uuid", "bigint");
      mentioned.forEach(rows::add);
      if (rows.isEmpty()) {
        return;
      }
      try (PreparedStatement update =
          connection.prepareStatement(
              "update deletion set revived_at = mentioned.position from "
                  + rows.unnest()
                  + " as mentioned(id, position) where deletion.entity_id = mentioned.id"
                  + " and deletion.revived_at is null and mentioned.position > deletion.position")) {
        rows.bind(update, 1);
        update.executeUpdate();
      }
    }
  }
}
