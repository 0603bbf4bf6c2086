package io.sluice.lineage.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;

/**
 * The job after which a list of jobs goes on.
 *
 * @param namespace its namespace, or as much of it as lists are ordered by
 * @param name its name, likewise
 * @param id its id
 */
record JobCursor(String namespace, String name, UUID id) {

  static final JobCursor START = new JobCursor("", "", new UUID(0, 0));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LENGTH = 10_000;

  static JobCursor after(JobStore.JobRow job) {
    return new JobCursor(cut(job.job().namespace(), 128), cut(job.job().name(), 256), job.id());
  }

  /** PostgreSQL counts code points. */
  private static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  String text() {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a cursor is plain data", e);
    }
  }

  static JobCursor parse(String text) {
    try {
      if (text.length() <= MAX_LENGTH) {
        JobCursor read = JSON.readValue(Base64.getUrlDecoder().decode(text), JobCursor.class);
        if (read != null && read.whole()) {
          return read;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Refused below, like a cursor of another shape.
    }
    throw Parameters.refused("cursor", "the cursor is not one of ours");
  }

  @SuppressWarnings("ConstantValue") // JSON may lack any of them.
  private boolean whole() {
    return namespace != null
        && name != null
        && id != null
        && namespace.indexOf('\0') < 0
        && name.indexOf('\0') < 0;
  }
}
