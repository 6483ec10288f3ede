package dev.quintet.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key pair and self-signed certificate for 127.0.0.1, made by the JDK's keytool, as PEM files. */
public final class TestCertificate implements AutoCloseable {
    private static final String PASSWORD = "password-for-tests";
    private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final Path folder;
    private final KeyStore store;

    TestCertificate() throws IOException {
        folder = Files.createTempDirectory("certificate");
        Path file = folder.resolve("store");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "door",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        try (InputStream in = Files.newInputStream(file)) {
            store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            write(
                    "key.pem",
                    "PRIVATE KEY",
                    store.getKey("door", PASSWORD.toCharArray()).getEncoded());
            write("certificate.pem", "CERTIFICATE", store.getCertificate("door").getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private void write(String name, String label, byte[] der) throws IOException {
        String pem = "-----BEGIN " + label + "-----\n" + MIME.encodeToString(der) + "\n-----END " + label + "-----\n";
        Files.writeString(folder.resolve(name), pem);
    }

    String certificateFile() {
        return folder.resolve("certificate.pem").toString();
    }

    String keyFile() {
        return folder.resolve("key.pem").toString();
    }

    /** Trusts this certificate alone. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("door"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws IOException {
        for (String name : List.of("store", "key.pem", "certificate.pem")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
