package io.sluice.bench.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Datasets in layers; each but those of the first layer is written by a job of its own, which reads
 * some datasets of the layer before, chosen by a seed.
 *
 * @param datasets how many
 * @param layers in how many layers
 * @param inputs how many datasets each job reads
 */
public record LayeredGraph(int datasets, int layers, int inputs) {

  /** The namespace of the jobs. */
  public static final String JOBS = "bench-jobs";

  private static final String DATA = "bench-data";

  private int width() {
    return datasets / layers;
  }

  /** How many edges there are. */
  public long edges() {
    return (long) (datasets - width()) * (inputs + 1);
  }

  /** The name of a dataset. */
  public static String dataset(int number) {
    return "layered.table_" + number;
  }

  /** A dataset as it is asked for. */
  public static String nodeId(int number) {
    return "dataset:" + DATA + ":" + dataset(number);
  }

  /** The id of a dataset in the tables. */
  public static UUID id(int number) {
    return hash("dataset", DATA, dataset(number));
  }

  /** Replaces whatever is in the tables of nodes and edges. */
  public void fill(Connection database) throws SQLException, IOException {
    database.setAutoCommit(false);
    try (Statement statement = database.createStatement()) {
      statement.execute("truncate edge, job, dataset");
    }
    copy(database, "dataset (id, namespace, name, first_seen, last_seen)", this::writeDatasets);
    copy(database, "job (id, namespace, name, first_seen, last_seen)", this::writeJobs);
    copy(database, "edge (job_id, dataset_id, role, valid_from, known_from)", this::writeEdges);
    try (Statement statement = database.createStatement()) {
      // The server reads the whole graph again when the projection was built again.
      statement.execute("update projection set generation = generation + 1");
    }
    database.commit();
    database.setAutoCommit(true);
    try (Statement statement = database.createStatement()) {
      statement.execute("vacuum analyze edge");
      statement.execute("vacuum analyze job");
      statement.execute("vacuum analyze dataset");
    }
  }

  private interface Lines {
    void write(Sink sink) throws SQLException;
  }

  private interface Sink {
    void line(String text) throws SQLException;
  }

  private static void copy(Connection database, String target, Lines lines) throws SQLException {
    CopyIn copy =
        database.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
    StringBuilder buffer = new StringBuilder();
    lines.write(
        line -> {
          buffer.append(line).append('\n');
          if (buffer.length() > 1 << 16) {
            flush(copy, buffer);
          }
        });
    flush(copy, buffer);
    copy.endCopy();
  }

  private static void flush(CopyIn copy, StringBuilder buffer) throws SQLException {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    buffer.setLength(0);
  }

  private void writeDatasets(Sink sink) throws SQLException {
    for (int i = 0; i < datasets; i++) {
      sink.line(id(i) + "\t" + DATA + "\t" + dataset(i) + "\t2026-01-01Z\t2026-01-01Z");
    }
  }

  private void writeJobs(Sink sink) throws SQLException {
    for (int i = width(); i < datasets; i++) {
      sink.line(job(i) + "\t" + JOBS + "\tlayered.job_" + i + "\t2026-01-01Z\t2026-01-01Z");
    }
  }

  private void writeEdges(Sink sink) throws SQLException {
    Random random = new Random(7);
    for (int i = width(); i < datasets; i++) {
      UUID job = job(i);
      sink.line(job + "\t" + id(i) + "\tOUTPUT\t2026-01-01Z\t1");
      int before = (i / width() - 1) * width();
      // Each is read by somebody, so that a walk can begin anywhere.
      int first = i % width();
      // Different ones, however few there are.
      int stride = 1 + random.nextInt(Math.max(1, width() / inputs - 1));
      for (int n = 0; n < inputs; n++) {
        int input = before + (first + n * stride) % width();
        sink.line(job + "\t" + id(input) + "\tINPUT\t2026-01-01Z\t1");
      }
    }
  }

  private static UUID job(int number) {
    return hash("job", JOBS, "layered.job_" + number);
  }

  /** As lineage-server makes ids of names. */
  private static UUID hash(String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha256.update(bytes);
      }
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      long most = (digest.getLong() & 0xffffffffffff0fffL) | 0x8000L;
      long least = (digest.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
