package io.sluice.demo.story;

import io.sluice.demo.platform.PlatformApi;
import io.sluice.demo.platform.PlatformHome;
import io.sluice.quality.sdk.client.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The story from its first step to its last. */
public final class Story {

  private final PlatformHome home;
  private final Options options;
  private final Narrator narrator;

  /** The story on that platform. */
  public Story(PlatformHome home, Options options, Narrator narrator) {
    this.home = home;
    this.options = options;
    this.narrator = narrator;
  }

  /** Tells it; true if all of it came out as it should. */
  public boolean tell() {
    long start = System.nanoTime();
    List<Step> steps = steps();
    int number = 0;
    narrator.title(
        "The daily sales load: "
            + options.days()
            + " days, the last of them bad at first, and what the gates do about it");
    if (options.offline()) {
      narrator.say("Offline: the public data (npm) is left out.");
    }
    try (Stage stage = new Stage(home, options, narrator)) {
      narrator.say(
          "Platform "
              + home.url()
              + ", days "
              + stage.day(1)
              + " to "
              + stage.badDay()
              + ", seed "
              + options.seed()
              + ", "
              + options.rows()
              + " orders a day");
      for (Step step : steps) {
        number++;
        long began = System.nanoTime();
        narrator.step(number, steps.size(), step.title());
        step.run(stage);
        narrator.done((System.nanoTime() - began) / 1_000_000);
      }
    } catch (StoryFailure | GateException | PlatformApi.Refused failure) {
      narrator.failed(number, title(steps, number), String.valueOf(failure.getMessage()));
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      narrator.failed(number, title(steps, number), "interrupted");
      return false;
    } catch (Exception failure) {
      narrator.failed(number, title(steps, number), failure.toString());
      return false;
    }
    narrator.end(
        String.format(
            Locale.ROOT,
            "The story came out as it should: %d steps in %.1f s.",
            steps.size(),
            (System.nanoTime() - start) / 1e9));
    return true;
  }

  private static String title(List<Step> steps, int number) {
    return number == 0 ? "getting ready" : steps.get(number - 1).title();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new RegisterDatasets());
    steps.add(new SaveRules());
    if (!options.offline()) {
      steps.add(new LoadReferences());
    }
    for (int day = 1; day < options.days(); day++) {
      steps.add(new CleanDay(day));
    }
    steps.add(new BadDay(options.days()));
    steps.add(new RepairedDay(options.days()));
    steps.add(new ShowReport());
    steps.add(new WhereToLook());
    return steps;
  }
}
