package io.sluice.lineage.kafka;

import io.sluice.access.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the reading from Kafka stands. */
@Path("/api/lineage/v1/kafka")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kafka")
public class KafkaResource {

  private final KafkaIngest ingest;

  KafkaResource(KafkaIngest ingest) {
    this.ingest = ingest;
  }

  /** The partitions that this instance reads, and how far it is. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "getKafkaIngest", summary = "How the reading from Kafka stands")
  public KafkaStatus status() {
    return ingest.status();
  }
}
