// Pleo's OAuth 2.0 for a server: authorise, exchange, refresh, call. .NET 8 or newer, no packages.
//
//   var pleo = new Pleo(Environment.GetEnvironmentVariable, "tokens.json");
//   redirect the browser to pleo.Authorise(session, "users:read"); // session: a dictionary of that browser's
//   await pleo.Exchange(session, uri);                             // when it comes back
//   using var answer = await pleo.Call(HttpMethod.Get, "/v2/employees?limit=5");
//
// Secrets come from the environment: CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AUTHORIZATION_ENDPOINT,
// TOKEN_ENDPOINT, RESOURCE_SERVER.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

/// <summary>The grant is over, or its state is unknown: a person has to authorise again.</summary>
public sealed class AuthoriseAgainException(string why) : Exception(why);

public sealed class Pleo
{
    private sealed record Tokens(string Access, string? Refresh, DateTimeOffset ExpiresAt, bool InDoubt = false);

    private static readonly string[] Names =
        ["CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URI", "AUTHORIZATION_ENDPOINT", "TOKEN_ENDPOINT", "RESOURCE_SERVER"];

    private readonly Dictionary<string, string> settings;
    private readonly string store;
    // Tokens and secrets go nowhere else.
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    // One refresh at a time in this process. Several processes that share a store need a lock that they
    // share too, such as a row of the database that is locked for the update.
    private readonly SemaphoreSlim refreshing = new(1, 1);

    public Pleo(Func<string, string?> environment, string store)
    {
        settings = Names.ToDictionary(name => name, name => environment(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Set {name}."));
        this.store = store;
    }

    /// <summary>Where to send the browser. State and verifier stay in its session, for one use.</summary>
    public string Authorise(IDictionary<string, string> session, string scope)
    {
        session["state"] = Base64Url(RandomNumberGenerator.GetBytes(32));
        session["code_verifier"] = Base64Url(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(session["code_verifier"])));
        return settings["AUTHORIZATION_ENDPOINT"] + "?" + Form(new()
        {
            ["response_type"] = "code",
            ["client_id"] = settings["CLIENT_ID"],
            ["redirect_uri"] = settings["REDIRECT_URI"],
            ["scope"] = scope,
            ["state"] = session["state"],
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Takes the redirect, once.</summary>
    public async Task Exchange(IDictionary<string, string> session, Uri uri)
    {
        session.TryGetValue("state", out var state);
        session.TryGetValue("code_verifier", out var verifier);
        session.Remove("state");
        session.Remove("code_verifier");
        var query = uri.Query.TrimStart('?').Split('&')
            .Select(pair => pair.Split('=', 2).Select(WebUtility.UrlDecode).ToArray())
            .ToLookup(pair => pair[0]!, pair => pair.Length == 2 ? pair[1]! : "");
        if (state is null || query["state"].Count() != 1 || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(query["state"].Single()), Encoding.UTF8.GetBytes(state)))
            throw new ArgumentException("This answer belongs to no request of this browser.");
        if (query.Contains("error")) throw new ArgumentException($"Not authorised: {query["error"].First()}");
        if (query["code"].Count() != 1) throw new ArgumentException("The answer has no code.");
        await Write(await AskForTokens(new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = query["code"].Single(),
            ["redirect_uri"] = settings["REDIRECT_URI"],
            ["code_verifier"] = verifier!,
        }, null));
    }

    /// <summary>Refreshes once when the access token is over or refused. <c>body</c>: JSON.</summary>
    public async Task<HttpResponseMessage> Call(HttpMethod method, string path, string? body = null)
    {
        var tokens = await Read() ?? throw new AuthoriseAgainException("There are no tokens yet.");
        if (DateTimeOffset.UtcNow >= tokens.ExpiresAt.AddSeconds(-30)) tokens = await Refresh(tokens);
        var answer = await Send(method, path, body, tokens);
        if (answer.StatusCode != HttpStatusCode.Unauthorized) return answer;
        answer.Dispose();
        return await Send(method, path, body, await Refresh(tokens));
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body, Tokens tokens)
    {
        var request = new HttpRequestMessage(method, settings["RESOURCE_SERVER"] + path);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Access);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return http.SendAsync(request);
    }

    private async Task<Tokens> Refresh(Tokens used)
    {
        await refreshing.WaitAsync();
        try
        {
            var stored = await Read() ?? throw new AuthoriseAgainException("There are no tokens any more.");
            if (stored.Access != used.Access) return stored; // somebody was faster
            if (stored.Refresh is null || stored.InDoubt)
                throw new AuthoriseAgainException("The refresh token may be spent.");
            // If this process ends before the answer is stored, the next one knows that the token may be spent.
            await Write(stored with { InDoubt = true });
            var fresh = await AskForTokens(new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = stored.Refresh,
            }, stored.Refresh);
            await Write(fresh); // stored before it is used
            return fresh;
        }
        finally
        {
            refreshing.Release();
        }
    }

    // Never repeated: a code or refresh token whose answer got lost may be spent.
    private async Task<Tokens> AskForTokens(Dictionary<string, string> form, string? refreshBefore)
    {
        var pair = WebUtility.UrlEncode(settings["CLIENT_ID"]) + ":" + WebUtility.UrlEncode(settings["CLIENT_SECRET"]);
        var request = new HttpRequestMessage(HttpMethod.Post, settings["TOKEN_ENDPOINT"])
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        using var answer = await http.SendAsync(request);
        JsonElement said = default;
        try
        {
            said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        }
        catch (JsonException)
        {
            // Said below.
        }
        string? Text(string name) => said.ValueKind == JsonValueKind.Object && said.TryGetProperty(name, out var found)
            ? found.ToString()
            : null;
        if (answer.StatusCode != HttpStatusCode.OK || Text("access_token") is not { Length: > 0 } access
            || !string.Equals(Text("token_type"), "bearer", StringComparison.OrdinalIgnoreCase))
            throw new AuthoriseAgainException($"The token endpoint answered {(int)answer.StatusCode} {Text("error")}");
        // From the moment of receipt: the two clocks need not agree.
        long.TryParse(Text("expires_in"), out var seconds);
        return new(access, Text("refresh_token") ?? refreshBefore, DateTimeOffset.UtcNow.AddSeconds(seconds));
    }

    private async Task<Tokens?> Read() =>
        File.Exists(store) ? JsonSerializer.Deserialize<Tokens>(await File.ReadAllTextAsync(store)) : null;

    // Both tokens of a pair in one step: written beside, forced to the disk, then put in its place.
    private async Task Write(Tokens tokens)
    {
        var beside = store + ".new";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(tokens));
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, store, overwrite: true);
    }

    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Form(Dictionary<string, string> parameters) => string.Join('&', parameters.Select(
        each => WebUtility.UrlEncode(each.Key) + "=" + WebUtility.UrlEncode(each.Value)));
}
