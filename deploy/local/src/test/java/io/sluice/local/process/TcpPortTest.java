package io.sluice.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class TcpPortTest {

  private static final String LOOPBACK = "127.0.0.1";

  @Test
  void tellsWhoHoldsATakenPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      TcpPort port = new TcpPort(LOOPBACK, socket.getLocalPort());

      assertThat(port.isFree()).isFalse();
      assertThat(port.holder().orElseThrow())
          .startsWith("pid " + ProcessHandle.current().pid() + " (");
    }
  }

  @Test
  void findsTheNextFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int taken = socket.getLocalPort();

      int found = TcpPort.freeFrom(LOOPBACK, taken);

      assertThat(found).isNotEqualTo(taken);
      assertThat(new TcpPort(LOOPBACK, found).isFree()).isTrue();
    }
  }
}
