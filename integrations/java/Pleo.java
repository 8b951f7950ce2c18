import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Pleo's OAuth 2.0 for a server: authorise, exchange, refresh, call. Java 17 or newer, no packages.
 *
 * <pre>
 *   Pleo pleo = new Pleo(System.getenv(), Path.of("tokens"));
 *   redirect the browser to pleo.authorise(session, "users:read"); // session: a map of that browser's
 *   pleo.exchange(session, uri);                                   // when it comes back
 *   HttpResponse&lt;String&gt; answer = pleo.call("GET", "/v2/employees?limit=5", null);
 * </pre>
 *
 * Secrets come from the environment: CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AUTHORIZATION_ENDPOINT,
 * TOKEN_ENDPOINT, RESOURCE_SERVER.
 */
public final class Pleo {
    /** The grant is over, or its state is unknown: a person has to authorise again. */
    public static final class AuthoriseAgain extends RuntimeException {
        AuthoriseAgain(String why) { super(why); }
    }

    private record Tokens(String access, String refresh, Instant expiresAt, boolean inDoubt) {}

    private static final SecureRandom random = new SecureRandom();

    private final Map<String, String> settings;
    private final Path store;
    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    // One refresh at a time in this process. Several processes that share a store need a lock that they
    // share too, such as a row of the database that is locked for the update.
    private final ReentrantLock refreshing = new ReentrantLock();

    public Pleo(Map<String, String> environment, Path store) {
        for (String name : List.of("CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URI", "AUTHORIZATION_ENDPOINT",
                "TOKEN_ENDPOINT", "RESOURCE_SERVER"))
            if (environment.getOrDefault(name, "").isEmpty()) throw new IllegalStateException("Set " + name + ".");
        this.settings = environment;
        this.store = store;
    }

    /** Where to send the browser. State and verifier stay in its session, for one use. */
    public String authorise(Map<String, String> session, String scope) {
        session.put("state", fresh());
        session.put("code_verifier", fresh());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", settings.get("CLIENT_ID"));
        parameters.put("redirect_uri", settings.get("REDIRECT_URI"));
        parameters.put("scope", scope);
        parameters.put("state", session.get("state"));
        parameters.put("code_challenge", base64url(sha256(session.get("code_verifier"))));
        parameters.put("code_challenge_method", "S256");
        return settings.get("AUTHORIZATION_ENDPOINT") + "?" + form(parameters);
    }

    /** Takes the redirect, once. */
    public void exchange(Map<String, String> session, URI uri) throws IOException, InterruptedException {
        String state = session.remove("state"), verifier = session.remove("code_verifier");
        Map<String, List<String>> query = query(uri);
        List<String> came = query.getOrDefault("state", List.of());
        if (state == null || came.size() != 1
                || !MessageDigest.isEqual(came.get(0).getBytes(UTF_8), state.getBytes(UTF_8)))
            throw new IllegalArgumentException("This answer belongs to no request of this browser.");
        if (query.containsKey("error"))
            throw new IllegalArgumentException("Not authorised: " + query.get("error").get(0));
        List<String> code = query.getOrDefault("code", List.of());
        if (code.size() != 1) throw new IllegalArgumentException("The answer has no code.");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code.get(0));
        parameters.put("redirect_uri", settings.get("REDIRECT_URI"));
        parameters.put("code_verifier", verifier);
        write(askForTokens(parameters, null));
    }

    /** Refreshes once when the access token is over or refused. {@code body}: JSON, or null. */
    public HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        Tokens tokens = read();
        if (tokens == null) throw new AuthoriseAgain("There are no tokens yet.");
        if (!Instant.now().isBefore(tokens.expiresAt().minusSeconds(30))) tokens = refresh(tokens);
        HttpResponse<String> answer = send(method, path, body, tokens);
        return answer.statusCode() == 401 ? send(method, path, body, refresh(tokens)) : answer;
    }

    private HttpResponse<String> send(String method, String path, String body, Tokens tokens)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.get("RESOURCE_SERVER") + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + tokens.access());
        if (body != null) request.header("Content-Type", "application/json");
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Tokens refresh(Tokens used) throws IOException, InterruptedException {
        refreshing.lock();
        try {
            Tokens stored = read();
            if (!stored.access().equals(used.access())) return stored; // somebody was faster
            if (stored.refresh() == null || stored.inDoubt()) throw new AuthoriseAgain("The refresh token may be spent.");
            // If this process ends before the answer is stored, the next one knows that the token may be spent.
            write(new Tokens(stored.access(), stored.refresh(), stored.expiresAt(), true));
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("grant_type", "refresh_token");
            parameters.put("refresh_token", stored.refresh());
            Tokens fresh = askForTokens(parameters, stored.refresh());
            write(fresh); // stored before it is used
            return fresh;
        } finally {
            refreshing.unlock();
        }
    }

    // Never repeated: a code or refresh token whose answer got lost may be spent.
    private Tokens askForTokens(Map<String, String> parameters, String refreshBefore)
            throws IOException, InterruptedException {
        String pair = encode(settings.get("CLIENT_ID")) + ":" + encode(settings.get("CLIENT_SECRET"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.get("TOKEN_ENDPOINT")))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        String access = member(answer.body(), "access_token"), type = member(answer.body(), "token_type");
        if (answer.statusCode() != 200 || access == null || !"bearer".equalsIgnoreCase(type))
            throw new AuthoriseAgain("The token endpoint answered " + answer.statusCode() + " "
                    + member(answer.body(), "error"));
        String refresh = member(answer.body(), "refresh_token"), seconds = member(answer.body(), "expires_in");
        // From the moment of receipt: the two clocks need not agree.
        Instant expiresAt = Instant.now().plusSeconds(seconds == null ? 0 : Long.parseLong(seconds));
        return new Tokens(access, refresh == null ? refreshBefore : refresh, expiresAt, false);
    }

    // A token answer is one flat object (RFC 6749 section 5.1). With a JSON library, use that instead.
    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))").matcher(json);
        if (!found.find()) return null;
        return found.group(1) != null ? found.group(1).replace("\\/", "/") : found.group(2);
    }

    private Tokens read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(store);
            String refresh = lines.get(1);
            return new Tokens(lines.get(0), refresh.isEmpty() ? null : refresh, Instant.parse(lines.get(2)),
                    Boolean.parseBoolean(lines.get(3)));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    // Both tokens of a pair in one step: written beside, forced to the disk, then put in its place.
    private void write(Tokens tokens) throws IOException {
        String text = String.join("\n", tokens.access(), tokens.refresh() == null ? "" : tokens.refresh(),
                tokens.expiresAt().toString(), String.valueOf(tokens.inDoubt()));
        Path beside = store.resolveSibling(store.getFileName() + ".new");
        try (FileChannel file = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            file.force(true);
        }
        Files.move(beside, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fresh() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return base64url(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encode(String text) { return URLEncoder.encode(text, UTF_8); }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, List<String>> query(URI uri) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (uri.getRawQuery() == null) return found;
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            found.computeIfAbsent(URLDecoder.decode(parts[0], UTF_8), name -> new ArrayList<>())
                    .add(parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return found;
    }
}
