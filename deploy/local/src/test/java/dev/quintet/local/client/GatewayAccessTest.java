package dev.quintet.local.client;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.supervise.StartFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatewayAccessTest {

    @TempDir
    private Path folder;

    @Test
    void withoutASuiteItSaysHowToStartOne() {
        assertThatThrownBy(() -> GatewayAccess.ofRunningSuite(new SuiteHome(folder)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the suite is not up: run ./quintet up");
    }

    @Test
    void theKeyOfTheSuiteHereGoesToThisMachineOnly() throws Exception {
        SuiteHome home = new SuiteHome(folder);
        Files.createDirectories(home.folder());
        Files.writeString(home.operatorKey(), "secret-key\n");
        GatewayAccess here = GatewayAccess.of("http://127.0.0.1:8080/", null, home);
        assertThat(here.key()).isEqualTo("secret-key");
        assertThat(here.base()).hasToString("http://127.0.0.1:8080");
        assertThat(here.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> GatewayAccess.of("http://192.0.2.1:8080", null, home))
                .hasMessageContaining("name its key with --key-file");
        assertThat(GatewayAccess.of("http://192.0.2.1:8080", home.operatorKey(), home)
                        .key())
                .isEqualTo("secret-key");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (String url : new String[] {"ftp://a", "127.0.0.1:8080", "http://a/b", "http://", "http://u:p@a", "a b"}) {
            assertThatThrownBy(() -> GatewayAccess.of(url, null, new SuiteHome(folder)))
                    .as(url)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("--gateway must be like");
        }
    }

    @Test
    void aKeyFileThatIsMissingOrEmptyIsNamed() throws Exception {
        Path none = folder.resolve("none");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        SuiteHome home = new SuiteHome(folder);
        assertThatThrownBy(() -> GatewayAccess.of("http://localhost", none, home))
                .hasMessageContaining(none.toString());
        assertThatThrownBy(() -> GatewayAccess.of("http://localhost", empty, home))
                .hasMessage("there is no API key in " + empty);
    }
}
