import { checkTable } from './table.ts';

const go = {
  'go.mod':
    'module example.org/shop\n\ngo 1.22\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.1\n\tgoogle.golang.org/grpc v1.60.0 // indirect\n)\n',
  'go.sum': 'golang.org/x/net v0.19.0 h1:abc=\ngolang.org/x/net v0.19.0/go.mod h1:abc=\n',
  'internal/cart/cart.go': 'package cart\n',
  'main.go': 'package main\n',
};
const rust = {
  'Cargo.toml':
    '[package]\nname = "shop-api"\n[dependencies]\nserde = { version = "1", features = ["derive"] }\nserde_json = "1"\ntokio = "1"\njson5 = { package = "json5-rs", version = "1" }\n[dev-dependencies]\ninsta = "1"\n',
  'src/main.rs': 'mod cart;\n',
  'src/cart.rs': '',
  'src/db/mod.rs': '',
};
const java = {
  'pom.xml':
    '<project>\n<dependencies>\n<dependency>\n<groupId>com.fasterxml.jackson.core</groupId>\n<artifactId>jackson-databind</artifactId>\n</dependency>\n</dependencies>\n</project>\n',
  'src/main/java/org/shop/cart/Cart.java': 'package org.shop.cart;\n',
  'src/main/java/org/shop/cart/CartService.java': 'package org.shop.cart;\n',
};
const dotnet = {
  'Api/Api.csproj':
    '<Project>\n<ItemGroup>\n<PackageReference Include="Serilog" Version="3" />\n</ItemGroup>\n</Project>\n',
  'Api/Cart.cs': 'namespace Shop.Cart;\nclass Cart {}\n',
};
const ruby = {
  Gemfile: "source 'https://rubygems.org'\ngem 'rails', '~> 7'\ngem 'sidekiq'\n",
  'lib/shop/cart.rb': '',
  'lib/shop.rb': '',
};
const php = {
  'composer.json':
    '{\n "require": {\n  "php": "^8.2",\n  "guzzlehttp/guzzle": "^7"\n },\n "autoload": { "psr-4": { "Shop\\\\": "src/" } }\n}\n',
  'src/Cart/Cart.php': '<?php\n',
  'src/Cart/CartService.php': '<?php\n',
};

checkTable('what Go imports', [
  {
    name: 'a package that the standard library does not have',
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport (\n\t"fmt"\n\t"encoding/jsn"\n)\n' },
    found: ['notFound encoding/jsn'],
    says: 'encoding/json',
    sound: {
      'a.go': 'package main\n\nimport (\n\t"encoding/json"\n\t"log/slog"\n\tstd "net/http"\n)\n',
    },
  },
  {
    name: 'a misspelt module',
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport "github.com/gin-gonic/gim"\n' },
    found: ['notFound github.com/gin-gonic/gim'],
    sound: {
      'a.go':
        'package main\n\nimport (\n\t"github.com/gin-gonic/gin"\n\t"google.golang.org/grpc/codes"\n)\n',
    },
  },
  {
    name: 'a known module that go.mod does not require',
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport "github.com/spf13/cobra"\n' },
    found: ['notADependency github.com/spf13/cobra'],
    sound: {
      'a.go': 'package main\n\nimport "github.com/spf13/cobra"\n',
      'go.mod': go['go.mod'].replace('require (', 'require (\n\tgithub.com/spf13/cobra v1.8.0'),
    },
  },
  {
    name: 'an invented module could not be checked',
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport "github.com/fastcache/turbo-redis"\n' },
    found: ['couldNotCheck github.com/fastcache/turbo-redis'],
    sound: {
      'a.go': 'package main\n\n// import "github.com/fastcache/turbo-redis"\nimport "context"\n',
    },
  },
  {
    name: "a package of the module's own that is not there",
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport "example.org/shop/internal/carts"\n' },
    found: ['notFound example.org/shop/internal/carts'],
    says: 'internal/cart',
    sound: { 'a.go': 'package main\n\nimport "example.org/shop/internal/cart"\n' },
  },
  {
    name: 'a function that a package of the standard library does not have',
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport "strings"\n\nvar a = strings.Contain("a", "b")\n' },
    found: ['notFound strings.Contain'],
    says: 'strings.Contains',
    sound: {
      'a.go':
        'package main\n\nimport "strings"\n\nvar a = strings.Contains("a", "b")\nvar b = strings.ToUpper("strings.Contain")\n',
    },
  },
  {
    name: 'an invented function could not be checked',
    workspace: go,
    wrong: { 'a.go': 'package main\n\nimport "os"\n\nvar a = os.ReadJSONFile("a")\n' },
    found: ['couldNotCheck os.ReadJSONFile'],
    sound: { 'a.go': 'package main\n\nimport "os"\n\nvar a, _ = os.ReadFile("a")\n' },
  },
  {
    name: 'a module that go.mod newly requires must exist',
    workspace: go,
    wrong: {
      'go.mod': go['go.mod'].replace('require (', 'require (\n\tgithub.com/stretchr/testfy v1.8.0'),
    },
    found: ['notFound github.com/stretchr/testfy'],
    sound: {
      'go.mod': go['go.mod'].replace(
        'require (',
        'require (\n\tgithub.com/stretchr/testify v1.8.0',
      ),
    },
  },
]);

checkTable('what Rust uses', [
  {
    name: 'a misspelt crate',
    workspace: rust,
    wrong: { 'src/a.rs': 'use serde_jsn::Value;\n' },
    found: ['notFound serde_jsn'],
    says: 'Did you mean serde_json?',
    sound: {
      'src/a.rs':
        "use serde_json::{json, Value};\nuse std::fmt;\nuse crate::cart::Cart;\nuse json5::from_str;\nfn f<'a>(x: &'a str) {}\n",
    },
  },
  {
    name: 'a known crate that Cargo.toml does not declare',
    workspace: rust,
    wrong: { 'src/a.rs': 'use anyhow::Result;\n' },
    found: ['notADependency anyhow'],
    sound: { 'src/a.rs': 'use tokio::time::sleep;\nuse shop_api::cart;\n' },
  },
  {
    name: 'an invented crate could not be checked',
    workspace: rust,
    wrong: { 'src/a.rs': 'use quantum_retry::Retry;\n' },
    found: ['couldNotCheck quantum_retry'],
    sound: { 'src/a.rs': 'mod inner {}\nuse inner::Retry;\nuse Direction::Up;\n' },
  },
  {
    name: 'a module without a file',
    workspace: rust,
    wrong: { 'src/main.rs': 'mod cart;\nmod carts;\n' },
    found: ['notFound mod carts'],
    sound: { 'src/main.rs': 'mod cart;\nmod db;\nmod tests {}\n' },
  },
  {
    name: 'a crate that Cargo.toml newly declares must exist',
    workspace: rust,
    wrong: {
      'Cargo.toml': rust['Cargo.toml'].replace('tokio = "1"', 'tokio = "1"\nreqwst = "0.12"'),
    },
    found: ['notFound reqwst'],
    sound: {
      'Cargo.toml': rust['Cargo.toml'].replace(
        'tokio = "1"',
        'tokio = "1"\nreqwest = "0.12"\nown = { path = "../own" }',
      ),
    },
  },
]);

checkTable('what Java and Kotlin import', [
  {
    name: 'a class that the JDK does not have',
    workspace: java,
    wrong: { 'src/main/java/org/shop/A.java': 'import java.util.HashMaps;\n' },
    found: ['notFound java.util.HashMaps'],
    says: 'java.util.HashMap?',
    sound: {
      'src/main/java/org/shop/A.java':
        'import java.util.HashMap;\nimport java.util.Map.Entry;\nimport static java.util.stream.Collectors.toList;\nimport java.time.*;\n',
    },
  },
  {
    name: 'a class that is in another package of the JDK',
    workspace: java,
    wrong: { 'src/main/java/org/shop/A.java': 'import java.util.concurrent.Function;\n' },
    found: ['notFound java.util.concurrent.Function'],
    says: 'java.util.function.Function',
    sound: { 'src/main/java/org/shop/A.java': 'import java.util.function.Function;\n' },
  },
  {
    name: 'a misspelt group',
    workspace: java,
    wrong: {
      'src/main/java/org/shop/A.java': 'import com.fasterxml.jakson.databind.ObjectMapper;\n',
    },
    found: ['notFound com.fasterxml.jakson.databind.ObjectMapper'],
    sound: {
      'src/main/java/org/shop/A.java': 'import com.fasterxml.jackson.databind.ObjectMapper;\n',
    },
  },
  {
    name: 'a class that the workspace does not have',
    workspace: java,
    wrong: { 'src/main/java/org/shop/A.java': 'import org.shop.cart.CartServices;\n' },
    found: ['notFound org.shop.cart.CartServices'],
    sound: {
      'src/main/java/org/shop/A.java':
        'import org.shop.cart.CartService;\nimport org.shop.cart.*;\n',
    },
  },
  {
    name: 'a known group that no build file names',
    workspace: java,
    wrong: { 'src/main/kotlin/org/shop/A.kt': 'import com.rabbitmq.client.Channel\n' },
    found: ['notADependency com.rabbitmq.client.Channel'],
    sound: {
      'src/main/kotlin/org/shop/A.kt':
        'import kotlin.math.max\nimport org.shop.cart.Cart as Basket\n',
    },
  },
  {
    name: 'an invented package could not be checked',
    workspace: java,
    wrong: { 'src/main/java/org/shop/A.java': 'import io.turbocache.spring.TurboCache;\n' },
    found: ['couldNotCheck io.turbocache.spring.TurboCache'],
    sound: {
      'src/main/java/org/shop/A.java':
        '// import io.turbocache.spring.TurboCache;\nimport javax.sql.DataSource;\n',
    },
  },
  {
    name: 'an artifact that a build file newly names must exist',
    workspace: { ...java, 'build.gradle': 'dependencies {\n}\n' },
    wrong: {
      'build.gradle':
        "dependencies {\n  implementation 'org.springframework.boot:spring-boot-starter-webb:3.2.0'\n}\n",
    },
    found: ['notFound org.springframework.boot:spring-boot-starter-webb'],
    says: 'spring-boot-starter-web?',
    sound: {
      'build.gradle':
        "dependencies {\n  implementation 'org.springframework.boot:spring-boot-starter-web:3.2.0'\n}\n",
    },
  },
]);

checkTable('what C#, Ruby and PHP use', [
  {
    name: 'a namespace that the platform does not have',
    workspace: dotnet,
    wrong: { 'Api/A.cs': 'using System.Text.Jsn;\n' },
    found: ['notFound System.Text.Jsn'],
    sound: {
      'Api/A.cs':
        'using System.Text.Json;\nusing Serilog.Events;\nusing Shop.Cart;\nusing Microsoft.Extensions.Logging;\n',
    },
  },
  {
    name: 'a known package that no project file names',
    workspace: dotnet,
    wrong: { 'Api/A.cs': 'using Dapper;\n' },
    found: ['notADependency Dapper'],
    sound: { 'Api/A.cs': 'using System.Linq;\nusing var x = y;\n' },
  },
  {
    name: 'a package that a project file newly names must exist',
    workspace: dotnet,
    wrong: {
      'Api/Api.csproj': dotnet['Api/Api.csproj'].replace(
        '</ItemGroup>',
        '<PackageReference Include="Newtonsoft.Jsn" Version="13" />\n</ItemGroup>',
      ),
    },
    found: ['notFound Newtonsoft.Jsn'],
    sound: {
      'Api/Api.csproj': dotnet['Api/Api.csproj'].replace(
        '</ItemGroup>',
        '<PackageReference Include="Newtonsoft.Json" Version="13" />\n</ItemGroup>',
      ),
    },
  },
  {
    name: 'a gem that nothing names',
    workspace: ruby,
    wrong: { 'lib/a.rb': "require 'sidekik'\n" },
    found: ['notFound sidekik'],
    sound: {
      'lib/a.rb':
        "require 'sidekiq'\nrequire 'json'\nrequire 'active_support/all'\nrequire 'shop/cart'\n",
    },
  },
  {
    name: 'a file of Ruby that is not there',
    workspace: ruby,
    wrong: { 'lib/a.rb': "require_relative 'shop/carts'\n" },
    found: ['notFound shop/carts'],
    sound: { 'lib/a.rb': "require_relative 'shop/cart'\n" },
  },
  {
    name: 'a gem that the Gemfile newly names must exist',
    workspace: ruby,
    wrong: { Gemfile: `${ruby.Gemfile}gem 'nokogirii'\n` },
    found: ['notFound nokogirii'],
    sound: { Gemfile: `${ruby.Gemfile}gem 'nokogiri'\ngem 'own', path: '../own'\n` },
  },
  {
    name: 'a class that the autoloaded folder does not have',
    workspace: php,
    wrong: { 'src/A.php': '<?php\nuse Shop\\Cart\\CartServices;\n' },
    found: ['notFound Shop\\Cart\\CartServices'],
    sound: { 'src/A.php': '<?php\nuse Shop\\Cart\\CartService;\nuse GuzzleHttp\\Client;\n' },
  },
  {
    name: 'a package that composer.json newly names must exist',
    workspace: php,
    wrong: {
      'composer.json': php['composer.json'].replace(
        '"guzzlehttp',
        '"monolog/monlog": "^3",\n  "guzzlehttp',
      ),
    },
    found: ['notFound monolog/monlog'],
    sound: {
      'composer.json': php['composer.json'].replace(
        '"guzzlehttp',
        '"monolog/monolog": "^3",\n  "ext-json": "*",\n  "guzzlehttp',
      ),
    },
  },
]);
