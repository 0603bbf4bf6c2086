package io.sluice.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.demo.files.Landing;
import io.sluice.demo.files.PublicData;
import io.sluice.demo.lineage.JobRun;
import io.sluice.demo.lineage.JobRuns;
import io.sluice.demo.pipeline.Datasets;
import io.sluice.demo.pipeline.ReferencePipeline;
import io.sluice.demo.pipeline.SalesPipeline;
import io.sluice.demo.platform.PlatformApi;
import io.sluice.demo.platform.PlatformHome;
import io.sluice.demo.shop.ShopGenerator;
import io.sluice.demo.warehouse.Warehouse;
import io.sluice.quality.sdk.client.GateClient;
import io.sluice.quality.sdk.client.GateClientSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Everything the steps share: the platform, the warehouse, the shop, and the days of this telling.
 */
final class Stage implements AutoCloseable {

  /** The first day that is ever told of. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  private final PlatformHome home;
  private final Options options;
  private final Narrator narrator;
  private final Datasets datasets;
  private final Warehouse warehouse;
  private final LocalDate firstDay;
  private final Access access;
  private final PlatformApi runner;
  private final PlatformApi steward;
  private final GateClient gates;
  private final GateClient stewardGates;
  private final JobRuns runs;

  Stage(PlatformHome home, Options options, Narrator narrator)
      throws SQLException, IOException, InterruptedException {
    this.home = home;
    this.options = options;
    this.narrator = narrator;
    this.datasets =
        home.warehouseExternal()
            ? Datasets.of(home.warehouseUrl())
            : Datasets.ofPlatform(home.warehouseUrl());
    this.warehouse =
        Warehouse.open(home.warehouseUrl(), home.warehouseUser(), home.warehousePassword());
    // What is loaded already is the only state: a second telling goes on with the days after it.
    this.firstDay = warehouse.latestBatch().map(day -> day.plusDays(1)).orElse(FIRST_DAY);
    this.access = new Access(home);
    String runnerToken = access.issue("demo-pipeline", "runner");
    String stewardToken = access.issue("demo-steward", "steward");
    this.runner = access.as(runnerToken);
    this.steward = access.as(stewardToken);
    this.gates = new GateClient(GateClientSettings.of(home.url(), runnerToken));
    this.stewardGates = new GateClient(GateClientSettings.of(home.url(), stewardToken));
    this.runs = new JobRuns(home.url(), runnerToken, Clock.systemUTC());
  }

  PlatformHome home() {
    return home;
  }

  Options options() {
    return options;
  }

  Narrator narrator() {
    return narrator;
  }

  Datasets datasets() {
    return datasets;
  }

  Warehouse warehouse() {
    return warehouse;
  }

  PlatformApi runner() {
    return runner;
  }

  PlatformApi steward() {
    return steward;
  }

  GateClient gates() {
    return gates;
  }

  GateClient stewardGates() {
    return stewardGates;
  }

  Access access() {
    return access;
  }

  /** The day of that number, from 1. */
  LocalDate day(int number) {
    return firstDay.plusDays(number - 1L);
  }

  LocalDate badDay() {
    return day(options.days());
  }

  ShopGenerator shop() {
    return new ShopGenerator(options.seed(), options.rows());
  }

  PublicData publicData() {
    return new PublicData(home.demo().resolve("npm"));
  }

  SalesPipeline sales() {
    return new SalesPipeline(
        datasets,
        new Landing(home.demo().resolve("shop-outbox")),
        new Landing(home.data()),
        warehouse,
        runs,
        gates);
  }

  ReferencePipeline references() {
    return new ReferencePipeline(datasets, new Landing(home.data()), warehouse, runs, gates);
  }

  /** Checks that the collector has the run in that state. */
  void verifyRun(JobRun run, String state) throws Exception {
    JsonNode answer = runner.get("/api/lineage/v1/runs/" + run.id());
    String found = answer.path("state").asText();
    StoryFailure.unless(
        found.equals(state),
        "run "
            + run.id()
            + " of "
            + run.job().name()
            + " should be "
            + state
            + ", lineage says "
            + answer);
  }

  @Override
  public void close() throws Exception {
    try (warehouse;
        runs) {
      access.close();
    }
  }
}
