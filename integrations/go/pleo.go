// Package pleo is Pleo's OAuth 2.0 for a server: authorise, exchange, refresh, call. Go 1.21 or newer,
// no packages.
//
//	p, err := pleo.New(os.Getenv, "tokens.json")
//	http.Redirect(w, r, p.Authorise(session, "users:read"), http.StatusFound)
//	err = p.Exchange(ctx, session, r.URL.Query()) // when the browser comes back
//	answer, err := p.Call(ctx, "GET", "/v2/employees?limit=5", nil)
//
// Secrets come from the environment: CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AUTHORIZATION_ENDPOINT,
// TOKEN_ENDPOINT, RESOURCE_SERVER.
package pleo

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// ErrAuthoriseAgain: the grant is over, or its state is unknown. A person has to authorise again.
var ErrAuthoriseAgain = errors.New("authorise again")

type tokens struct {
	AccessToken  string    `json:"access_token"`
	RefreshToken string    `json:"refresh_token"`
	ExpiresAt    time.Time `json:"expires_at"`
	InDoubt      bool      `json:"in_doubt"`
}

// Pleo is safe for use by several goroutines.
type Pleo struct {
	settings map[string]string
	store    string
	client   http.Client
	// One refresh at a time in this process. Several processes that share a store need a lock that they
	// share too, such as a row of the database that is locked for the update.
	refreshing sync.Mutex
}

func New(getenv func(string) string, store string) (*Pleo, error) {
	p := &Pleo{settings: map[string]string{}, store: store}
	for _, name := range []string{"CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URI", "AUTHORIZATION_ENDPOINT", "TOKEN_ENDPOINT", "RESOURCE_SERVER"} {
		if p.settings[name] = getenv(name); p.settings[name] == "" {
			return nil, fmt.Errorf("set %s", name)
		}
	}
	// Tokens and secrets go nowhere else.
	p.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return p, nil
}

// Authorise tells where to send the browser. State and verifier stay in its session, for one use.
func (p *Pleo) Authorise(session map[string]string, scope string) string {
	session["state"], session["code_verifier"] = fresh(), fresh()
	digest := sha256.Sum256([]byte(session["code_verifier"]))
	return p.settings["AUTHORIZATION_ENDPOINT"] + "?" + url.Values{
		"response_type":         {"code"},
		"client_id":             {p.settings["CLIENT_ID"]},
		"redirect_uri":          {p.settings["REDIRECT_URI"]},
		"scope":                 {scope},
		"state":                 {session["state"]},
		"code_challenge":        {base64.RawURLEncoding.EncodeToString(digest[:])},
		"code_challenge_method": {"S256"},
	}.Encode()
}

// Exchange takes the redirect, once.
func (p *Pleo) Exchange(ctx context.Context, session map[string]string, query url.Values) error {
	state, verifier := session["state"], session["code_verifier"]
	delete(session, "state")
	delete(session, "code_verifier")
	came := query["state"]
	if state == "" || len(came) != 1 || subtle.ConstantTimeCompare([]byte(came[0]), []byte(state)) != 1 {
		return errors.New("this answer belongs to no request of this browser")
	}
	if query.Has("error") {
		return fmt.Errorf("not authorised: %s", query.Get("error"))
	}
	if len(query["code"]) != 1 {
		return errors.New("the answer has no code")
	}
	got, err := p.askForTokens(ctx, url.Values{
		"grant_type":    {"authorization_code"},
		"code":          {query.Get("code")},
		"redirect_uri":  {p.settings["REDIRECT_URI"]},
		"code_verifier": {verifier},
	})
	if err != nil {
		return err
	}
	return p.write(got)
}

// Call refreshes once when the access token is over or refused. The caller closes the body of the answer.
func (p *Pleo) Call(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	now, err := p.read()
	if err != nil {
		return nil, err
	}
	if !time.Now().Before(now.ExpiresAt.Add(-30 * time.Second)) {
		if now, err = p.refresh(ctx, now); err != nil {
			return nil, err
		}
	}
	answer, err := p.send(ctx, method, path, body, now)
	if err != nil || answer.StatusCode != http.StatusUnauthorized {
		return answer, err
	}
	answer.Body.Close()
	if now, err = p.refresh(ctx, now); err != nil {
		return nil, err
	}
	return p.send(ctx, method, path, body, now)
}

func (p *Pleo) send(ctx context.Context, method, path string, body []byte, now tokens) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, p.settings["RESOURCE_SERVER"]+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+now.AccessToken)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return p.client.Do(request)
}

func (p *Pleo) refresh(ctx context.Context, used tokens) (tokens, error) {
	p.refreshing.Lock()
	defer p.refreshing.Unlock()
	stored, err := p.read()
	if err != nil || stored.AccessToken != used.AccessToken {
		return stored, err // somebody was faster
	}
	if stored.RefreshToken == "" || stored.InDoubt {
		return tokens{}, fmt.Errorf("%w: the refresh token may be spent", ErrAuthoriseAgain)
	}
	// If this process ends before the answer is stored, the next one knows that the token may be spent.
	stored.InDoubt = true
	if err = p.write(stored); err != nil {
		return tokens{}, err
	}
	// Once sent, the answer is waited for, whoever has lost patience meanwhile.
	got, err := p.askForTokens(context.WithoutCancel(ctx), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {stored.RefreshToken}})
	if err != nil {
		return tokens{}, err
	}
	if got.RefreshToken == "" {
		got.RefreshToken = stored.RefreshToken
	}
	return got, p.write(got) // stored before it is used
}

// Never repeated: a code or refresh token whose answer got lost may be spent.
func (p *Pleo) askForTokens(ctx context.Context, form url.Values) (tokens, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, "POST", p.settings["TOKEN_ENDPOINT"], strings.NewReader(form.Encode()))
	if err != nil {
		return tokens{}, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(url.QueryEscape(p.settings["CLIENT_ID"]), url.QueryEscape(p.settings["CLIENT_SECRET"]))
	answer, err := p.client.Do(request)
	if err != nil {
		return tokens{}, fmt.Errorf("%w: %v", ErrAuthoriseAgain, err)
	}
	defer answer.Body.Close()
	var said struct {
		AccessToken  string `json:"access_token"`
		RefreshToken string `json:"refresh_token"`
		TokenType    string `json:"token_type"`
		ExpiresIn    int64  `json:"expires_in"`
		Error        string `json:"error"`
	}
	err = json.NewDecoder(io.LimitReader(answer.Body, 1<<20)).Decode(&said)
	if err != nil || answer.StatusCode != http.StatusOK || said.AccessToken == "" || !strings.EqualFold(said.TokenType, "bearer") {
		return tokens{}, fmt.Errorf("%w: the token endpoint answered %d %s", ErrAuthoriseAgain, answer.StatusCode, said.Error)
	}
	// From the moment of receipt: the two clocks need not agree.
	return tokens{AccessToken: said.AccessToken, RefreshToken: said.RefreshToken, ExpiresAt: time.Now().Add(time.Duration(said.ExpiresIn) * time.Second)}, nil
}

func (p *Pleo) read() (tokens, error) {
	var stored tokens
	text, err := os.ReadFile(p.store)
	if errors.Is(err, os.ErrNotExist) {
		return stored, fmt.Errorf("%w: there are no tokens yet", ErrAuthoriseAgain)
	}
	if err == nil {
		err = json.Unmarshal(text, &stored)
	}
	return stored, err
}

// Both tokens of a pair in one step: written beside, forced to the disk, then put in its place.
func (p *Pleo) write(now tokens) error {
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(p.store+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(p.store+".new", p.store)
}

func fresh() string {
	octets := make([]byte, 32)
	if _, err := rand.Read(octets); err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(octets)
}
