package dev.quintet.local.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.suite.SuiteLock;
import dev.quintet.local.suite.SuiteState;
import dev.quintet.local.supervise.StartFailure;

/**
 * Where the gateway is, and the key for it.
 *
 * @param base scheme, host and port, without a slash at the end
 * @param keyFile where the key was read: what a person needs to use it too
 */
public record GatewayAccess(URI base, String key, Path keyFile) {

    /**
     * That of the suite which runs here.
     *
     * @throws StartFailure if none runs, or it is not ready
     */
    public static GatewayAccess ofRunningSuite(SuiteHome home) throws StartFailure, IOException {
        Optional<SuiteState> running = SuiteLock.isHeld(home.lock()) ? SuiteState.read(home.state()) : Optional.empty();
        SuiteState state = running.orElseThrow(() -> new StartFailure("the suite is not up: run ./quintet up"));
        if (!state.phase().equals("ready")) {
            throw new StartFailure("the suite is " + state.phase() + ": wait until ./quintet up says that it is ready");
        }
        String address = state.units().stream()
                .filter(unit -> unit.name().equals("gateway"))
                .findFirst()
                .orElseThrow(() -> new StartFailure("the suite runs without its gateway: run ./quintet up"))
                .address();
        return new GatewayAccess(URI.create(address), key(home.operatorKey()), home.operatorKey());
    }

    /**
     * A gateway named by a person.
     *
     * @param keyFile null = the key of the suite here, which goes to this machine only
     * @throws StartFailure naming what is wrong
     */
    public static GatewayAccess of(String url, Path keyFile, SuiteHome home) throws StartFailure {
        URI base = base(url);
        if (keyFile == null && !isThisMachine(base.getHost())) {
            throw new StartFailure("--gateway " + base + " is another machine: name its key with --key-file");
        }
        Path file = keyFile == null ? home.operatorKey() : keyFile;
        return new GatewayAccess(base, key(file), file);
    }

    private static URI base(String url) throws StartFailure {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawUserInfo() == null;
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && bare) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, with what is allowed.
        }
        throw new StartFailure("--gateway must be like http://127.0.0.1:8080, not " + url);
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String key(Path file) throws StartFailure {
        try {
            String key = Files.readString(file).trim();
            if (!key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 127)) {
                return key;
            }
            throw new StartFailure("there is no API key in " + file);
        } catch (IOException e) {
            throw new StartFailure("the API key cannot be read from " + file, e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "GatewayAccess[" + base + "]";
    }
}
