package dev.ouzel.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private final Payload merle = Payload.ofText("{\"text\":\"un merle d'eau 🐦\"}");

  @Test
  void keepsBytesThatAreNoText() {
    byte[] invalid = {(byte) 0xC3, '(', (byte) 0xFF, 0};
    assertThat(Payload.copyOf(invalid).toByteArray()).containsExactly(invalid);
  }

  @Test
  void isNotChangedThroughWhatItWasCopiedFrom() {
    byte[] bytes = {1, 2, 3};
    Payload payload = Payload.copyOf(bytes);
    bytes[0] = 9;
    assertThat(payload.at(0)).isEqualTo((byte) 1);
  }

  @Test
  void isNotChangedThroughWhatItGivesOut() {
    ByteBuffer view = merle.view();
    assertThatThrownBy(() -> view.put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    merle.toByteArray()[0] = 0;
    assertThat(merle.at(0)).isEqualTo((byte) '{');
  }

  @Test
  void slicesShareTheArrayAndSayWhatTheyPin() {
    Payload slice = merle.slice(1, 7);
    assertThat(slice.text()).isEqualTo("\"text\"");
    assertThat(slice.pinnedBytes()).isEqualTo(merle.size());
    assertThat(slice.detached()).isEqualTo(slice);
    assertThat(slice.detached().pinnedBytes()).isEqualTo(slice.size());
  }

  @Test
  void slicesStayWithin() {
    assertThatThrownBy(() -> merle.slice(0, merle.size() + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> merle.at(merle.size())).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void equalsByContentWhereverTheBytesLie() {
    byte[] framed = ("xx" + merle.text() + "yy").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Payload same = Payload.wrap(framed, 2, framed.length - 4);
    assertThat(same).isEqualTo(merle).hasSameHashCodeAs(merle);
    assertThat(same.slice(0, 3)).isNotEqualTo(merle);
  }

  @Test
  void hashesTellApartWhatDiffersInABitOrInLength() {
    Set<Integer> hashes = new HashSet<>();
    int payloads = 0;
    for (int size = 0; size <= 40; size++) {
      byte[] around = new byte[size + 7];
      hashes.add(Payload.wrap(around, size % 7, size).hashCode());
      payloads++;
      for (int bit = 0; bit < size * Byte.SIZE; bit++) {
        byte[] bytes = new byte[size];
        bytes[bit / Byte.SIZE] = (byte) (1 << (bit % Byte.SIZE));
        hashes.add(Payload.wrap(bytes, 0, size).hashCode());
        payloads++;
      }
    }
    assertThat(hashes).hasSize(payloads);
  }

  @Test
  void writesItsBytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    merle.slice(1, 7).writeTo(out);
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("\"text\"");
  }

  @Test
  void printsNoContent() {
    assertThat(merle).hasToString("Payload[30 bytes]");
  }
}
