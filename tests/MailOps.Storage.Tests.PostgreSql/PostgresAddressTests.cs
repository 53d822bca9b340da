using System;
using System.Collections.Generic;
using System.IO;
using MailOps.Storage.Postgres;
using Npgsql;
using Xunit;

namespace MailOps.Tests;

public sealed class PostgresAddressTests
{
    private static readonly Func<string, string?> NoEnvironment = _ => null;

    [Xunit.Theory]
    [InlineData("postgres://anna@db:5433/mail", "db", 5433, "anna", "mail")]
    [InlineData("postgresql://db/mail?user=anna&connect_timeout=3", "db", 5432, "anna", "mail")]
    [InlineData("postgres://an%40na@[::1]:5433/m%20l", "[::1]", 5433, "an@na", "m l")]
    [InlineData("postgres:///mail?host=/run/db&user=anna", "/run/db", 5432, "anna", "mail")]
    [InlineData("Host=db;Port=5433;Username=anna;Database=mail", "db", 5433, "anna", "mail")]
    public void Both_notations_are_read(string text, string host, int port, string user, string database)
    {
        var read = PostgresAddress.Read(text, NoEnvironment);
        Assert.Equal((host, port, user, database), (read.Host, read.Port, read.Username, read.Database));
    }

    [Xunit.Fact]
    public void Modes_of_TLS_have_the_names_of_libpq() =>
        Assert.Equal(SslMode.VerifyFull, PostgresAddress.Read("postgres://db/m?sslmode=verify-full", NoEnvironment).SslMode);

    [Xunit.Fact]
    public void Of_several_servers_the_primary_is_meant()
    {
        var read = PostgresAddress.Read("postgres://a:5432,b:5433/m", NoEnvironment);
        Assert.Equal(("a:5432,b:5433", "primary"), (read.Host, read.TargetSessionAttributes));
    }

    [Xunit.Theory]
    [InlineData("Service=shop")]
    [InlineData("postgres://?service=shop")]
    public void A_service_file_says_what_the_text_leaves_open(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "# ours\n[other]\nhost=wrong\n[shop]\nhost=db\nport=5433\ndbname = mail\nuser=anna\n[more]\nuser=wrong\n");
            var environment = new Dictionary<string, string> { ["PGSERVICEFILE"] = path, ["PGPORT"] = "1", ["PGHOST"] = "wrong" };
            var read = PostgresAddress.Read(text, environment.GetValueOrDefault);
            Assert.Equal(("db", 5433, "anna", "mail"), (read.Host, read.Port, read.Username, read.Database));
            var error = Assert.Throws<MailOpsException>(() => PostgresAddress.Read("Service=nobody", environment.GetValueOrDefault));
            Assert.Equal("MailOps.Store.ServiceNotFound", error.ErrorId);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Xunit.Theory]
    [InlineData("postgres://db:port/m")]
    [InlineData("postgres://db:99999999999/m")]
    [InlineData("postgres://db/m?nonsense=1")]
    [InlineData("Host=db;Nonsense=1")]
    [InlineData("postgres://db/m?sslmode")]
    public void What_cannot_be_read_is_named(string text) => Assert.Equal(
        "MailOps.Store.InvalidLocation", Assert.Throws<MailOpsException>(() => PostgresAddress.Read(text, NoEnvironment)).ErrorId);
}
