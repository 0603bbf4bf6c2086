package io.sluice.demo.story;

import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.pipeline.SalesPipeline;
import io.sluice.demo.platform.PlatformApi;

/** Revokes the story's tokens and says where to look next. */
final class WhereToLook implements Step {

  @Override
  public String title() {
    return "Where to look";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Narrator narrator = stage.narrator();
    String url = stage.home().url().toString();
    String bearer = "curl -s -H \"Authorization: Bearer $(./sluice token | tail -1)\" ";
    LineageDataset report = stage.datasets().report();
    String node = PlatformApi.encode("dataset:" + report.namespace() + ":" + report.name());
    narrator.say("In the browser: " + url + "   (`./sluice token sign-in` makes a password)");
    narrator.say("Ask a gate, see what is halted, judge a file without any server:");
    narrator.command(
        "./sluice gate decision " + SalesPipeline.REPORT_GATE + " --batch " + stage.badDay());
    narrator.command(
        "./sluice gate ask " + SalesPipeline.SALES_GATE + " --batch " + stage.badDay());
    narrator.command("./sluice gate halts --all");
    narrator.command(
        "./sluice check --rules deploy/sample-data/src/main/resources/io/sluice/demo/rules/sales-daily.yaml"
            + " --batch "
            + stage.badDay());
    narrator.say("The same through the API, and the lineage of the report:");
    narrator.command(bearer + "'" + url + "/api/quality/v1/gates/sales-daily/evaluations'");
    narrator.command(bearer + "'" + url + "/api/catalog/v1/datasets?tag=demo'");
    narrator.command(bearer + "'" + url + "/api/v1/lineage?nodeId=" + node + "&depth=6'");
    int revoked = stage.access().revoke();
    narrator.verified("the story's " + revoked + " tokens are revoked");
    narrator.say(
        "Run it again and it goes on with "
            + stage.badDay().plusDays(1)
            + ", the day after the last.");
  }
}
