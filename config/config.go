// Package config holds every setting of the program, documented and checked.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/rawbytes"
	"github.com/knadh/koanf/v2"
)

//go:embed config.yaml
var defaults []byte

// Config is all settings. Each is read from config.yaml, then from the file
// named by CXWEB_CONFIG, then from the environment: CXWEB_MAIL__HOST is
// mail.host. A secret may stand in a file of its own, named by its setting with
// _file after it. A setting that is not known is an error.
type Config struct {
	Addr         string    `koanf:"addr" validate:"required"`             // where to listen
	PublicURL    string    `koanf:"public_url"`                           // how people reach it; empty: from addr
	Data         string    `koanf:"data" validate:"required"`             // folder for the embedded database and files
	DatabaseURL  string    `koanf:"database_url" secret:"address"`        // the serving role; empty: the embedded PostgreSQL
	OwnerURL     string    `koanf:"database_owner_url" secret:"address"`  // the owner, for migrate
	Connections  int       `koanf:"connections" validate:"min=2,max=500"` // to the database; never fewer than three for each worker and two more
	RedisURL     string    `koanf:"redis_url" secret:"address"`           // empty: a queue inside the process
	FilesURL     string    `koanf:"files_url" secret:"address"`           // folder or s3://…; empty: below data
	PostgresBin  string    `koanf:"postgres_bin"`                         // folder with PostgreSQL's programs
	TLS          TLS       `koanf:"tls"`
	TrustedProxy bool      `koanf:"trusted_proxy"`                // a proxy in front ends TLS and sets X-Forwarded-For
	Proxies      []string  `koanf:"proxies" validate:"dive,cidr"` // where that proxy may send from; nobody else is answered then
	ClamAV       ClamAV    `koanf:"clamav"`
	Outside      Outside   `koanf:"outside"`
	AllowPlain   []string  `koanf:"allow_plain" validate:"dive,oneof=database redis files mail clamav"` // what may be reached without TLS beyond this machine
	Contact      string    `koanf:"security_contact" validate:"omitempty,uri"`                          // where finders of faults write to, mailto:… or https://…; empty: no security.txt
	MetricsToken string    `koanf:"metrics_token" secret:"true"`                                        // lets other addresses than loopback read /metrics
	SecretKey    string    `koanf:"secret_key" secret:"true"`                                           // 32 bytes in base64 that seal second factors; empty: a file below data
	SecretKeyOld string    `koanf:"secret_key_old" secret:"true"`                                       // the one before it, while what it sealed is sealed anew: each second factor when it is next used
	SealKey      string    `koanf:"seal_key" secret:"true"`                                             // 32 bytes in base64 that sign the history, the same on every node; empty: a file below data
	SealKeysOld  []string  `koanf:"seal_keys_old" validate:"dive,len=64,hexadecimal"`                   // public keys that signed before this one
	Samples      string    `koanf:"samples"`                                                            // folder of real test files; read by tests only
	Log          string    `koanf:"log" validate:"oneof=text json"`                                     // form of the log
	Limits       Limits    `koanf:"limits"`
	Mail         Mail      `koanf:"mail"`
	Sessions     Sessions  `koanf:"sessions"`
	SecondFactor string    `koanf:"second_factor" validate:"omitempty,oneof=administrators everybody"` // of whom the installation demands a second factor: everybody, or those who administer a project, on that project; empty: of nobody
	Companies    []Company `koanf:"companies" validate:"dive"`                                         // by the mail domains of their people: who signs in through a server of their own, and who must have a second factor; in a settings file only
	Workers      int       `koanf:"workers" validate:"min=1,max=64"`                                   // tasks at the same time
}

// TLS is the certificate that the program shows itself, from files or from an
// authority. With none, a proxy in front ends TLS, or nobody is served beyond
// this machine.
type TLS struct {
	Cert         string `koanf:"cert"`          // file with the certificate and its chain; read again when it changes
	Key          string `koanf:"key"`           // file with its private key
	RedirectAddr string `koanf:"redirect_addr"` // where plain HTTP is shown the way to HTTPS, such as :80
	ACME         ACME   `koanf:"acme"`
}

// ACME is an authority that gives certificates out by itself. Naming hosts
// agrees to its terms.
type ACME struct {
	Hosts     []string `koanf:"hosts" validate:"dive,fqdn"`         // names to have certificates for
	Email     string   `koanf:"email" validate:"omitempty,email"`   // where the authority writes to
	Directory string   `koanf:"directory" validate:"omitempty,url"` // of the authority; empty: Let's Encrypt
}

// Outside says whom the program may call beside those that it is set to use:
// authorities of certificates, identity servers of companies.
type Outside struct {
	Inside []string `koanf:"inside" validate:"dive,cidr"` // closed networks that may be called; else only public addresses
	Roots  string   `koanf:"roots"`                       // file with authorities of one's own; empty: the system's
}

// ClamAV looks at files for viruses; without an address nobody does.
type ClamAV struct {
	Address  string `koanf:"address"`  // of clamd: the path of its socket, or host:port
	Required bool   `koanf:"required"` // a file that cannot be looked at is not taken in
}

// Limits bounds what one request or person may ask for.
type Limits struct {
	BodyMB    int64 `koanf:"body_mb" validate:"min=1,max=256"`        // of a JSON body
	FileMB    int64 `koanf:"file_mb" validate:"min=1,max=10240"`      // of one upload
	ProjectGB int64 `koanf:"project_gb" validate:"min=0,max=1000000"` // of all files of a project, after which nothing is uploaded; 0: as many as there is room for
	Tries     int   `koanf:"tries" validate:"min=1,max=1000000"`      // of one address at sign-in, before each takes a second
	Costly    int   `koanf:"costly" validate:"min=1,max=1000000"`     // exports, imports, packages and invitations of one session or token, before each takes ten seconds
	HashMB    int   `koanf:"hash_mb" validate:"min=8,max=1024"`       // memory of one hash of a password; at most four at a time
	PerSecond int   `koanf:"per_second" validate:"min=1,max=100000"`  // requests of one person
}

// Sessions says how long somebody stays signed in.
type Sessions struct {
	IdleHours int `koanf:"idle_hours" validate:"min=1,max=8760"` // without use
	Days      int `koanf:"days" validate:"min=1,max=365"`        // at all
}

// Company is a company whose people are known by the domains of their addresses:
// they must have a second factor, or sign in through its own server (OpenID
// Connect), or both.
type Company struct {
	Name             string   `koanf:"name" validate:"required"`
	Domains          []string `koanf:"domains" validate:"min=1"`        // of the company's addresses
	SecondFactor     bool     `koanf:"second_factor"`                   // is demanded of its people, on whatever project they are
	Issuer           string   `koanf:"issuer" validate:"omitempty,url"` // exactly as its server calls itself; empty: it has no sign-in of its own
	ClientID         string   `koanf:"client_id"`                       // at that server
	ClientSecret     string   `koanf:"client_secret" secret:"true"`     // of that client
	ClientSecretFile string   `koanf:"client_secret_file"`              // holds the secret instead
	EmailsVerified   bool     `koanf:"emails_verified"`                 // its addresses are its own, although it does not call them verified (Entra ID)
}

// Secret is the client's secret, from wherever it is kept.
func (c Company) Secret() (string, error) {
	if c.ClientSecretFile == "" {
		return c.ClientSecret, nil
	}
	if err := closed(c.ClientSecretFile); err != nil {
		return "", fmt.Errorf("companies, %s: %w", c.Name, err)
	}
	text, err := os.ReadFile(c.ClientSecretFile)
	if err != nil {
		return "", fmt.Errorf("companies, %s: %w", c.Name, err)
	}
	return strings.TrimSpace(string(text)), nil
}

// Mail says how mail goes out; without a host it is kept as files.
type Mail struct {
	Host     string `koanf:"host"`                               // of the mail server; empty: mail is kept as files
	Port     int    `koanf:"port" validate:"min=0,max=65535"`    // 465 is TLS from the first byte
	User     string `koanf:"user"`                               // empty: the server wants no sign-in
	Password string `koanf:"password" secret:"true"`             // of that user
	From     string `koanf:"from"`                               // who mail comes from
	TLS      string `koanf:"tls" validate:"oneof=must may none"` // whether the connection must be made secure
}

// Load reads the settings.
func Load() (*Config, error) {
	k := koanf.New(".")
	if err := k.Load(rawbytes.Provider(defaults), yaml.Parser()); err != nil {
		return nil, err
	}
	known, lists := map[string]bool{}, map[string]bool{}
	for _, key := range k.Keys() {
		known[key] = true
		_, lists[key] = k.Get(key).([]any)
	}
	secret := secretKeys("", reflect.TypeFor[Config]())
	for _, key := range secret {
		known[key+inFile] = true
	}
	if path := os.Getenv("CXWEB_CONFIG"); path != "" {
		if err := k.Load(file.Provider(path), yaml.Parser()); err != nil {
			return nil, fmt.Errorf("CXWEB_CONFIG: %w", err)
		}
		if err := holdsSecrets(k, path, secret); err != nil {
			return nil, err
		}
	}
	err := k.Load(env.Provider(".", env.Opt{Prefix: "CXWEB_", TransformFunc: func(key, value string) (string, any) {
		key = strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(key, "CXWEB_")), "__", ".")
		switch {
		case strings.HasPrefix(key, "test_") || key == "config":
			return "", nil // of the tests, or this very file
		case lists[key]:
			return key, strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
		}
		return key, value
	}}), nil)
	if err != nil {
		return nil, err
	}
	for _, key := range k.Keys() {
		if !known[key] {
			return nil, fmt.Errorf("there is no setting %s; see config/config.yaml", key)
		}
	}
	if err := knownInLists(k); err != nil {
		return nil, err
	}
	if err := readSecrets(k, secret); err != nil {
		return nil, err
	}
	c := &Config{}
	if err := k.UnmarshalWithConf("", c, koanf.UnmarshalConf{Tag: "koanf"}); err != nil {
		return nil, err
	}
	if err := c.listsClosed(os.Getenv("CXWEB_CONFIG")); err != nil {
		return nil, err
	}
	return c, c.check()
}

// knownInLists refuses what is not known within lists of groups of settings: a
// demand that is misspelt would else be none.
func knownInLists(k *koanf.Koanf) error {
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		f := t.Field(i)
		if !isList(f.Type) {
			continue
		}
		known := map[string]bool{}
		for n := range f.Type.Elem().NumField() {
			known[f.Type.Elem().Field(n).Tag.Get("koanf")] = true
		}
		list := f.Tag.Get("koanf")
		all, _ := k.Get(list).([]any)
		for _, one := range all {
			group, ok := one.(map[string]any)
			if !ok {
				return fmt.Errorf("the setting %s is a list of groups of settings; see config/config.yaml", list)
			}
			for name := range group {
				if !known[name] {
					return fmt.Errorf("there is no setting %s within %s; see config/config.yaml", name, list)
				}
			}
		}
	}
	return nil
}

func (c *Config) check() error {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string { return f.Tag.Get("koanf") })
	var all validator.ValidationErrors
	if err := v.Struct(c); errors.As(err, &all) {
		_, name, _ := strings.Cut(all[0].Namespace(), ".")
		return fmt.Errorf("the setting %s is not allowed (%s %s); see config/config.yaml", name, all[0].Tag(), all[0].Param())
	} else if err != nil {
		return err
	}
	if (c.DatabaseURL == "") != (c.OwnerURL == "") {
		return errors.New("CXWEB_DATABASE_URL (the serving role) and CXWEB_DATABASE_OWNER_URL (the owner, for migrations) go together")
	}
	return nil
}

// Lines lists every setting as it is in force, secrets masked.
func (c *Config) Lines() []string {
	return lines("", reflect.ValueOf(*c))
}

func lines(prefix string, v reflect.Value) (all []string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := prefix + f.Tag.Get("koanf")
		if f.Type.Kind() == reflect.Struct {
			all = append(all, lines(name+".", v.Field(i))...)
			continue
		}
		if isList(f.Type) {
			for n := range v.Field(i).Len() {
				all = append(all, lines(fmt.Sprintf("%s.%d.", name, n), v.Field(i).Index(n))...)
			}
			continue
		}
		if v.Field(i).Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct {
			for j := range v.Field(i).Len() {
				all = append(all, lines(fmt.Sprintf("%s.%d.", name, j+1), v.Field(i).Index(j))...)
			}
			continue
		}
		value := fmt.Sprint(v.Field(i).Interface())
		if f.Tag.Get("secret") != "" && value != "" {
			value = masked
		}
		all = append(all, name+" = "+value)
	}
	return all
}
