package io.sluice.local.home;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.process.Pause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets one command change an installation at a time; the kernel frees it when that command ends.
 */
public final class HomeLock implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(200);

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, saying so if it has to wait for another command. */
  public static HomeLock take(SluiceHome home, Duration limit, Consumer<String> say) {
    Path file = home.run().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!waitFor(channel, file, limit, say)) {
        channel.close();
        throw LauncherFailure.of(
            "Another sluice command"
                + holder(file)
                + " has been working on "
                + home.directory()
                + " for "
                + limit.toSeconds()
                + " s.",
            "Wait for it to end, or stop it.");
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
      return new HomeLock(channel);
    } catch (IOException e) {
      throw LauncherFailure.io("lock " + file, e);
    }
  }

  private static boolean waitFor(
      FileChannel channel, Path file, Duration limit, Consumer<String> say) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean said = false;
    while (attempt(channel) == null) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      if (!said) {
        say.accept("Another sluice command" + holder(file) + " is at work here; waiting for it …");
        said = true;
      }
      Pause.of(STEP);
    }
    return true;
  }

  private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this very program.
      return null;
    }
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file).strip();
      return pid.isEmpty() ? "" : " (pid " + pid + ")";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw LauncherFailure.io("release the lock", e);
    }
  }
}
