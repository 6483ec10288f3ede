package dev.quintet.workload.target;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PasswordCipherTest {

    private final PasswordCipher cipher = new PasswordCipher("sixteen letters!");

    @Test
    void aPasswordComesBackForItsTargetOnly() {
        String kept = cipher.encrypt("staging", "s3cret ✓");
        assertThat(kept).doesNotContain("s3cret").isNotEqualTo(cipher.encrypt("staging", "s3cret ✓"));
        assertThat(cipher.decrypt("staging", kept)).contains("s3cret ✓");
        assertThat(cipher.decrypt("other", kept)).isEmpty();
        assertThat(new PasswordCipher("another secret of mine").decrypt("staging", kept))
                .isEmpty();
    }

    @Test
    void whatWasChangedIsNoPassword() {
        String kept = cipher.encrypt("staging", "s3cret");
        assertThat(cipher.decrypt("staging", "AAAA" + kept.substring(4))).isEmpty();
        assertThat(cipher.decrypt("staging", "")).isEmpty();
        assertThat(cipher.decrypt("staging", "not base64!")).isEmpty();
    }

    @Test
    void aShortSecretIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PasswordCipher("short"))
                .withMessageContaining("QUINTET_TARGET_SECRET");
    }
}
