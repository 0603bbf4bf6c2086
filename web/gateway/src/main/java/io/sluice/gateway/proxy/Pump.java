package io.sluice.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;

/**
 * Moves a stream into another one no faster than that one takes it, and shows every piece to a
 * meter on the way.
 */
final class Pump {

  private Pump() {}

  static void run(
      ReadStream<Buffer> from, WriteStream<Buffer> to, Consumer<Buffer> meter, Runnable atEnd) {
    from.handler(
        piece -> {
          meter.accept(piece);
          var unused = to.write(piece);
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
          }
        });
    from.endHandler(end -> atEnd.run());
    from.resume();
  }
}
