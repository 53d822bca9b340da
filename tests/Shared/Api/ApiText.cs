using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace MailOps.Tests.Api;

/// <summary>The public surface of an assembly as text, a line a member, sorted: a change to it is a diff to approve.</summary>
internal static class ApiText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Declaration(type)).Append('\n');
            foreach (var member in Members(type).OrderBy(m => m, StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Declaration(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + "class";
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            bases.Add(Name(parent));
        }

        if (!type.IsEnum)
        {
            bases.AddRange(type.GetInterfaces().Where(i => i.IsVisible).Select(Name).OrderBy(n => n, StringComparer.Ordinal));
        }

        return kind + " " + type.Namespace + "." + Name(type) + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases));
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(Own).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Where(f => !f.IsSpecialName))
        {
            yield return type.IsEnum
                ? field.Name + " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)
                : "field " + (field.IsStatic ? "static " : "") + Annotated(Nullability.Create(field)) + " " + field.Name;
        }

        foreach (var property in type.GetProperties(Own).Where(p => p.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            var index = property.GetIndexParameters();
            var setter = property.SetMethod is { } set && IsVisible(set)
                ? set.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.FullName == "System.Runtime.CompilerServices.IsExternalInit") ? " init;" : " set;"
                : "";
            yield return (property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "")
                + (property.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.RequiredMemberAttribute") ? "required " : "")
                + Annotated(Nullability.Create(property)) + " " + (index.Length == 0 ? property.Name : "this[" + Parameters(index) + "]")
                + " {" + (property.GetMethod is { } get && IsVisible(get) ? " get;" : "") + setter + " }";
        }

        foreach (var @event in type.GetEvents(Own).Where(e => IsVisible(e.AddMethod!)))
        {
            yield return "event " + Name(@event.EventHandlerType!) + " " + @event.Name;
        }

        foreach (var constructor in type.GetConstructors(Own).Where(IsVisible))
        {
            yield return "new(" + Parameters(constructor.GetParameters()) + ")";
        }

        // What the compiler writes for every record says nothing about a decision of ours.
        var isRecord = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", Own) is not null;
        foreach (var method in type.GetMethods(Own).Where(IsVisible).Where(m => !IsAccessor(m)))
        {
            if ((isRecord && method.IsDefined(typeof(CompilerGeneratedAttribute))) || method.Name == "<Clone>$")
            {
                continue;
            }

            yield return (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "")
                + Annotated(Nullability.Create(method.ReturnParameter)) + " " + method.Name
                + (method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(Name)) + ">" : "")
                + "(" + Parameters(method.GetParameters()) + ")";
        }
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
        (p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + Annotated(Nullability.Create(p)) + " " + p.Name
        + (p.HasDefaultValue ? " = " + (Convert.ToString(p.DefaultValue, CultureInfo.InvariantCulture) is { Length: > 0 } value ? value : "default") : "")));

    private static string Annotated(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var name = info.ElementType is { } element ? Annotated(element) + "[]"
            : info.GenericTypeArguments.Length > 0 && type.IsGenericType && Nullable.GetUnderlyingType(type) is null
                ? BareName(type) + "<" + string.Join(", ", info.GenericTypeArguments.Select(Annotated)) + ">"
                : Name(type);
        var nullable = !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable);
        return name + (nullable && !name.EndsWith('?') ? "?" : "");
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        var name = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." + BareName(type) : BareName(type);
        return type.IsGenericType ? name + "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">" : name;
    }

    private static string BareName(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => type.Name,
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.Char => "char",
        TypeCode.Double => "double",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.String => "string",
        TypeCode.UInt16 => "ushort",
        TypeCode.UInt32 => "uint",
        _ when type == typeof(void) => "void",
        _ when type == typeof(object) => "object",
        _ => type.Name.Split('`')[0],
    };
}
