/** Java's packages of the language, of platforms, frameworks, drivers and test runners. */
const library =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|android|androidx|com\.android|dalvik|libcore|org\.(?:junit|testng|mockito|gradle|springframework|hibernate|postgresql|slf4j|mariadb|sqlite|bukkit|spigotmc|eclipse\.jetty|apache\.(?:maven|commons|http|tomcat|catalina|coyote|log4j|tools\.ant))|junit|io\.(?:netty|grpc|papermc)|com\.(?:google\.common|mysql|zaxxer|fasterxml|mojang|destroystokyo)|ch\.qos\.logback|reactor|okhttp3|net\.minecraft(?:forge)?|cpw\.mods)(?:\.|$)/;

/** Whether a function of this full name is nobody's own code: the fault seldom lies there. */
export const isLibraryFrame = (name: string): boolean => library.test(name);
