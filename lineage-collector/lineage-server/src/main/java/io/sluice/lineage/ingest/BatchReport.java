package io.sluice.lineage.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of the events of a batch, in the shape that the OpenLineage API defines.
 *
 * @param status success or partial_success
 * @param summary how many of each
 * @param failedEvents those that failed
 * @param position the last position in the log; travels in a header
 */
public record BatchReport(
    String status,
    Summary summary,
    @JsonProperty("failed_events") List<FailedEvent> failedEvents,
    @JsonIgnore long position) {

  /**
   * How many events came to what.
   *
   * @param received all
   * @param successful those in the log
   * @param failed those that are not
   * @param retriable those that may be sent again as they are
   * @param nonRetriable those that may not
   */
  public record Summary(
      int received,
      int successful,
      int failed,
      int retriable,
      @JsonProperty("non_retriable") int nonRetriable) {}

  /**
   * One event that failed.
   *
   * @param index its place in the batch, from 0
   * @param reason why
   * @param retriable whether sending it again may help
   */
  public record FailedEvent(int index, String reason, boolean retriable) {}

  static BatchReport of(int received, List<FailedEvent> failed, long position) {
    int retriable = (int) failed.stream().filter(FailedEvent::retriable).count();
    return new BatchReport(
        failed.isEmpty() ? "success" : "partial_success",
        new Summary(
            received,
            received - failed.size(),
            failed.size(),
            retriable,
            failed.size() - retriable),
        List.copyOf(failed),
        position);
  }
}
