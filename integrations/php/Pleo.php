<?php
// Pleo's OAuth 2.0 for a server: authorise, exchange, refresh, call. PHP 8.1 or newer with curl.
//
//   $pleo = new Pleo(getenv(), '/var/lib/app/tokens.json');
//   header('Location: ' . $pleo->authorise($_SESSION));
//   $pleo->exchange($_SESSION, $_SERVER['QUERY_STRING']); // when the browser comes back
//   [$status, $answer] = $pleo->call('GET', '/v2/employees?limit=5');
//
// Secrets come from the environment: CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AUTHORIZATION_ENDPOINT,
// TOKEN_ENDPOINT, RESOURCE_SERVER.
declare(strict_types=1);

/** The grant is over, or its state is unknown: a person has to authorise again. */
final class AuthoriseAgain extends RuntimeException {}

final class Pleo
{
    /** @param array<string, string> $settings */
    public function __construct(private array $settings, private string $store)
    {
        foreach (['CLIENT_ID', 'CLIENT_SECRET', 'REDIRECT_URI', 'AUTHORIZATION_ENDPOINT', 'TOKEN_ENDPOINT', 'RESOURCE_SERVER'] as $name) {
            if (($settings[$name] ?? '') === '') {
                throw new LogicException("Set $name.");
            }
        }
    }

    /** Where to send the browser. State and verifier stay in its session, for one use. */
    public function authorise(array &$session, string $scope = 'users:read'): string
    {
        $session['state'] = self::base64url(random_bytes(32));
        $session['code_verifier'] = self::base64url(random_bytes(32));
        return $this->settings['AUTHORIZATION_ENDPOINT'] . '?' . http_build_query([
            'response_type' => 'code',
            'client_id' => $this->settings['CLIENT_ID'],
            'redirect_uri' => $this->settings['REDIRECT_URI'],
            'scope' => $scope,
            'state' => $session['state'],
            'code_challenge' => self::base64url(hash('sha256', $session['code_verifier'], true)),
            'code_challenge_method' => 'S256',
        ]);
    }

    /** Takes the redirect, once. */
    public function exchange(array &$session, string $query): void
    {
        ['state' => $state, 'code_verifier' => $verifier] = $session + ['state' => null, 'code_verifier' => null];
        unset($session['state'], $session['code_verifier']);
        $came = [];
        foreach (explode('&', $query) as $pair) { // parse_str() would keep the last of two
            [$name, $value] = explode('=', $pair, 2) + [1 => ''];
            $came[urldecode($name)][] = urldecode($value);
        }
        if ($state === null || count($came['state'] ?? []) !== 1 || !hash_equals($state, $came['state'][0])) {
            throw new InvalidArgumentException('This answer belongs to no request of this browser.');
        }
        if (isset($came['error'])) {
            throw new InvalidArgumentException('Not authorised: ' . $came['error'][0]);
        }
        if (count($came['code'] ?? []) !== 1) {
            throw new InvalidArgumentException('The answer has no code.');
        }
        $this->write($this->askForTokens([
            'grant_type' => 'authorization_code',
            'code' => $came['code'][0],
            'redirect_uri' => $this->settings['REDIRECT_URI'],
            'code_verifier' => $verifier,
        ]));
    }

    /**
     * Refreshes once when the access token is over or refused.
     * @return array{int, string} status and body
     */
    public function call(string $method, string $path, ?array $body = null): array
    {
        $tokens = $this->read() ?? throw new AuthoriseAgain('There are no tokens yet.');
        if (time() >= $tokens['expires_at'] - 30) {
            $tokens = $this->refresh($tokens);
        }
        $answer = $this->send($method, $path, $body, $tokens);
        return $answer[0] === 401 ? $this->send($method, $path, $body, $this->refresh($tokens)) : $answer;
    }

    private function send(string $method, string $path, ?array $body, array $tokens): array
    {
        $headers = ['Accept: application/json', 'Authorization: Bearer ' . $tokens['access_token']];
        if ($body !== null) {
            $headers[] = 'Content-Type: application/json';
        }
        $text = $body === null ? null : json_encode($body, JSON_THROW_ON_ERROR);
        return self::request($method, $this->settings['RESOURCE_SERVER'] . $path, $headers, $text, 30);
    }

    // One at a time for every process of this machine: they wait for the same file. Machines that share a
    // store need a lock that they share too, such as a row of the database that is locked for the update.
    private function refresh(array $used): array
    {
        $lock = fopen($this->store . '.lock', 'c');
        if ($lock === false || !flock($lock, LOCK_EX)) {
            throw new RuntimeException('The lock cannot be taken.');
        }
        try {
            $stored = $this->read();
            if ($stored['access_token'] !== $used['access_token']) {
                return $stored; // somebody was faster
            }
            if (empty($stored['refresh_token']) || !empty($stored['in_doubt'])) {
                throw new AuthoriseAgain('The refresh token may be spent.');
            }
            // If this process ends before the answer is stored, the next one knows that the token may be spent.
            $this->write(['in_doubt' => true] + $stored);
            $fresh = $this->askForTokens(['grant_type' => 'refresh_token', 'refresh_token' => $stored['refresh_token']]);
            $fresh['refresh_token'] ??= $stored['refresh_token'];
            $this->write($fresh); // stored before it is used
            return $fresh;
        } finally {
            fclose($lock);
        }
    }

    // Never repeated: a code or refresh token whose answer got lost may be spent.
    private function askForTokens(array $form): array
    {
        $pair = urlencode($this->settings['CLIENT_ID']) . ':' . urlencode($this->settings['CLIENT_SECRET']);
        [$status, $body] = self::request('POST', $this->settings['TOKEN_ENDPOINT'], [
            'Accept: application/json',
            'Content-Type: application/x-www-form-urlencoded',
            'Authorization: Basic ' . base64_encode($pair),
        ], http_build_query($form), 60);
        $said = json_decode($body, true) ?? [];
        if ($status !== 200 || !is_string($said['access_token'] ?? null) || strtolower($said['token_type'] ?? '') !== 'bearer') {
            throw new AuthoriseAgain("The token endpoint answered $status " . ($said['error'] ?? ''));
        }
        return [
            'access_token' => $said['access_token'],
            'refresh_token' => $said['refresh_token'] ?? null,
            'expires_at' => time() + (int) ($said['expires_in'] ?? 0), // from receipt: the clocks need not agree
        ];
    }

    private static function request(string $method, string $url, array $headers, ?string $body, int $seconds): array
    {
        $curl = curl_init($url);
        curl_setopt_array($curl, [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => $headers,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => false, // tokens and secrets go nowhere else
            CURLOPT_TIMEOUT => $seconds,
        ] + ($body === null ? [] : [CURLOPT_POSTFIELDS => $body]));
        $answer = curl_exec($curl);
        if ($answer === false) {
            throw new RuntimeException(curl_error($curl));
        }
        return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $answer];
    }

    private function read(): ?array
    {
        return is_file($this->store) ? json_decode(file_get_contents($this->store), true, 16, JSON_THROW_ON_ERROR) : null;
    }

    /** Both tokens of a pair in one step: written beside, forced to the disk, then put in its place. */
    private function write(array $tokens): void
    {
        $before = umask(0077);
        $file = fopen($this->store . '.new', 'w');
        umask($before);
        $text = json_encode($tokens, JSON_THROW_ON_ERROR);
        if ($file === false || fwrite($file, $text) !== strlen($text) || !fsync($file) || !fclose($file)
            || !rename($this->store . '.new', $this->store)) {
            throw new RuntimeException('The tokens cannot be stored.');
        }
    }

    private static function base64url(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
